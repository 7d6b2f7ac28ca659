namespace Microsoft.ML.SearchSpace;

/// <summary>The kind of JSON value that a parameter becomes.</summary>
public enum ParameterType
{
    Integer = 0,
    Number = 1,
    Bool = 2,
    String = 3,
    Object = 4,
    Array = 5,
}
