using Microsoft.ML.NAO.Nao;

namespace Microsoft.ML.NAO.Benchmarks.Epd;

/// <summary>An encoder, predictor and decoder with its training, as a line of the tables.</summary>
internal sealed record EpdModel(string Name, Func<NaoOptions> CreateOptions);
