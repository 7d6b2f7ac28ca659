namespace Microsoft.ML.NAO.Strategies.LocalSearch;

/// <summary>The default of every option of local search. <see cref="LocalSearchOptions"/> says where each comes from.</summary>
internal static class LocalSearchConstants
{
    public const int InitialArchitectures = 10;
}
