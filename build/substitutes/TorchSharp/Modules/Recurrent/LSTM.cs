using TorchSharp.Native;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LSTM LSTM(long inputSize, long hiddenSize, long numLayers = 1, bool bias = true, bool batchFirst = false, double dropout = 0, bool bidirectional = false, Device? device = null, ScalarType? dtype = null)
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
                return new Modules.LSTM(shape).MoveModule<Modules.LSTM>(device, dtype);
            }
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class LSTM : torch.nn.Module<torch.Tensor, (torch.Tensor, torch.Tensor)?, (torch.Tensor, torch.Tensor, torch.Tensor)>
    {
        private const int Gates = 4;

        private readonly RecurrentShape shape;

        internal LSTM(RecurrentShape shape)
            : base(nameof(LSTM))
        {
            this.shape = shape;
            foreach (var (name, size) in shape.Parameters(Gates))
            {
                register_parameter(name, Initialization.Empty(size));
            }

            Initialization.LikeRecurrent(parameters(), shape.HiddenSize);
        }

        public override (torch.Tensor, torch.Tensor, torch.Tensor) forward(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null)
        {
            if (h0_c0 is { } given)
            {
                return Run(input, given.Item1, given.Item2);
            }

            using torch.Tensor hidden = shape.ZeroState(input);
            using torch.Tensor cell = shape.ZeroState(input);
            return Run(input, hidden, cell);
        }

        public new (torch.Tensor, torch.Tensor, torch.Tensor) call(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null) =>
            base.call(input, h0_c0);

        public void flatten_parameters() => RecurrentWeights.Flatten(this, RecurrentWeights.LstmMode, shape);

        private (torch.Tensor, torch.Tensor, torch.Tensor) Run(torch.Tensor input, torch.Tensor hidden, torch.Tensor cell) =>
            Aten.lstm_input.CallTriple(
                input, new[] { hidden, cell }, parameters().ToArray<torch.Tensor>(), shape.HasBias, shape.Layers, shape.Dropout,
                training, shape.Bidirectional, shape.BatchFirst);
    }
}
