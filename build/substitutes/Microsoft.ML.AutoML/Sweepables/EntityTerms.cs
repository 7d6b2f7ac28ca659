namespace Microsoft.ML.AutoML;

/// <summary>Multiplies out what an entity says.</summary>
internal static class EntityTerms
{
    /// <summary>The pipelines that an entity stands for, each of them a product.</summary>
    public static IEnumerable<Entity> ToTerms(this Entity entity) => Flatten(MultiplyOut(entity));

    /// <summary>The names in it from left to right, without <c>Nil</c>.</summary>
    public static IEnumerable<string> EstimatorNames(this Entity entity) => entity switch
    {
        null => [],
        StringEntity { Value: StringEntity.Nil } => [],
        StringEntity name => [name.Value],
        _ => entity.Left.EstimatorNames().Concat(entity.Right.EstimatorNames()),
    };

    private static IEnumerable<Entity> Flatten(Entity entity)
        => entity is OneOfEntity ? Flatten(entity.Left).Concat(Flatten(entity.Right)) : [entity];

    private static Entity MultiplyOut(Entity entity) => entity switch
    {
        OneOfEntity => MultiplyOut(entity.Left) + MultiplyOut(entity.Right),
        ConcatenateEntity => Distribute(MultiplyOut(entity.Left), MultiplyOut(entity.Right)),
        _ => entity,
    };

    // The order of the terms is the order of the choices in the search space, so it has to be the real package's.
    private static Entity Distribute(Entity left, Entity right) => (left, right) switch
    {
        (OneOfEntity, OneOfEntity) => Distribute(left.Left, right.Left) + Distribute(left.Left, right.Right)
            + Distribute(left.Right, right.Left) + Distribute(left.Right, right.Right),
        (OneOfEntity, _) => Distribute(left.Left, right) + Distribute(left.Right, right),
        (_, OneOfEntity) => Distribute(left, right.Left) + Distribute(left, right.Right),
        _ => left * right,
    };
}
