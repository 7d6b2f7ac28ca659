using TorchSharp.Native;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.GRU GRU(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null)
            {
                var shape = new Modules.RecurrentShape
                {
                    InputSize = inputSize,
                    HiddenSize = hiddenSize,
                    Layers = numLayers,
                    HasBias = bias,
                    BatchFirst = batchFirst,
                    Dropout = dropout,
                    Bidirectional = bidirectional,
                };
                return new Modules.GRU(shape).MoveModule<Modules.GRU>(device, dtype);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class GRU : torch.nn.Module<torch.Tensor, torch.Tensor, (torch.Tensor, torch.Tensor)>
    {
        private const int Gates = 3;

        private readonly RecurrentShape shape;

        internal GRU(RecurrentShape shape)
            : base(nameof(GRU))
        {
            this.shape = shape;
            foreach (var (name, size) in shape.Parameters(Gates))
            {
                register_parameter(name, Initialization.Empty(size));
            }

            Initialization.LikeRecurrent(parameters(), shape.HiddenSize);
        }

        public override (torch.Tensor, torch.Tensor) forward(torch.Tensor input, torch.Tensor? h0 = null)
        {
            if (h0 is not null)
            {
                return Run(input, h0);
            }

            using torch.Tensor hidden = shape.ZeroState(input);
            return Run(input, hidden);
        }

        public new (torch.Tensor, torch.Tensor) call(torch.Tensor input, torch.Tensor? h0 = null) => base.call(input, h0!);

        public void flatten_parameters() => RecurrentWeights.Flatten(this, RecurrentWeights.GruMode, shape);

        private (torch.Tensor, torch.Tensor) Run(torch.Tensor input, torch.Tensor hidden) =>
            Aten.gru_input.CallPair(
                input, hidden, parameters().ToArray<torch.Tensor>(), shape.HasBias, shape.Layers, shape.Dropout,
                training, shape.Bidirectional, shape.BatchFirst);
    }
}
