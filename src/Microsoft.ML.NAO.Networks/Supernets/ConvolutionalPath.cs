using Microsoft.ML.NAO.Networks;
using TorchSharp.Modules;

namespace Microsoft.ML.NAO.Supernets;

/// <summary>One architecture's network inside a supernet.</summary>
/// <param name="Stack">Its layers and how they are wired.</param>
/// <param name="Weights">What a step through it trains, without an auxiliary classifier's.</param>
/// <param name="AuxiliaryWeights">What it trains of the auxiliary classifier.</param>
internal sealed record ConvolutionalPath(CellStack Stack, IReadOnlyList<Parameter> Weights, IReadOnlyList<Parameter> AuxiliaryWeights);
