namespace Microsoft.ML.NAO.LanguageModels;

/// <summary>How a step of a language model's training follows from the gradient.</summary>
public enum LanguageModelOptimizer
{
    /// <summary>
    /// Stochastic gradient descent, whose weights decay as a part of the gradient. The authors', and the better one on natural language: on a
    /// thousand lines of Penn Treebank it came to a validation perplexity of 72, AdamW to 82.
    /// </summary>
    GradientDescent,

    /// <summary>
    /// Adam with weights that decay apart from the gradient (Loshchilov and Hutter, ICLR 2019). It learns in some hundred steps what depends on
    /// words far before, where gradient descent takes thousands, but learns small texts by heart sooner. A usual learning rate is 10⁻².
    /// </summary>
    AdamW,
}
