namespace Microsoft.ML.NAO.Data;

/// <summary>What to throw where a column of the validation set is not what it is in the training data.</summary>
internal static class TypeMismatch
{
    public static ArgumentException Create(DataViewSchema.Column validation, DataViewSchema.Column training) => new(
        $"The validation set's column '{training.Name}' is of type {validation.Type}, the training data's of type {training.Type}. Transform both alike.");
}
