using Microsoft.ML.NAO.Networks;

namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>How a recurrent network is built and how it is trained, both together.</summary>
/// <param name="Network">How large it is and what it drops.</param>
/// <param name="Training">How it is trained.</param>
public sealed record LanguageModelRecipe(RecurrentNetworkOptions Network, LanguageModelTrainingOptions Training);
