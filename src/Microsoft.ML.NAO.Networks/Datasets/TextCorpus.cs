namespace Microsoft.ML.NAO.Datasets;

/// <summary>A text for a language model, as indices into its vocabulary, in three parts.</summary>
/// <param name="Vocabulary">The words.</param>
/// <param name="Train">What the model is trained on.</param>
/// <param name="Validation">What decides when training changes, and which weights are kept.</param>
/// <param name="Test">What the model is judged by in the end.</param>
public sealed record TextCorpus(Vocabulary Vocabulary, ReadOnlyMemory<int> Train, ReadOnlyMemory<int> Validation, ReadOnlyMemory<int> Test);
