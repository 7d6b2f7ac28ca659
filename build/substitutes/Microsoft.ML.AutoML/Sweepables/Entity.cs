namespace Microsoft.ML.AutoML;

/// <summary>How the parts of a pipeline go together: one after the other (*), or one of them (+).</summary>
public abstract class Entity
{
    public Entity()
    {
    }

    public Entity Left { get; set; }

    public Entity Right { get; set; }

    public static Entity operator +(Entity left, Entity right) => new OneOfEntity { Left = left, Right = right };

    public static Entity operator *(Entity left, Entity right) => new ConcatenateEntity { Left = left, Right = right };

    /// <summary>Reads text like <c>e0 * (e1 + e2)</c>.</summary>
    public static Entity FromExpression(string expression) => new EntityParser(expression).Parse();
}
