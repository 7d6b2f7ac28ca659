using TorchSharp.Native;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LSTMCell LSTMCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new Modules.LSTMCell(inputSize, hiddenSize, bias).MoveModule<Modules.LSTMCell>(device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class LSTMCell : torch.nn.Module<torch.Tensor, (torch.Tensor, torch.Tensor)?, (torch.Tensor, torch.Tensor)>
    {
        private const int Gates = 4;

        private readonly long hiddenSize;

        internal LSTMCell(long inputSize, long hiddenSize, bool hasBias)
            : base(nameof(LSTMCell))
        {
            this.hiddenSize = hiddenSize;
            register_parameter("weight_ih", Initialization.Empty(Gates * hiddenSize, inputSize));
            register_parameter("weight_hh", Initialization.Empty(Gates * hiddenSize, hiddenSize));
            if (hasBias)
            {
                register_parameter("bias_ih", Initialization.Empty(Gates * hiddenSize));
                register_parameter("bias_hh", Initialization.Empty(Gates * hiddenSize));
            }

            Initialization.LikeRecurrent(parameters(), hiddenSize);
        }

        public Parameter? bias_ih
        {
            get => ParameterOrNull("bias_ih");
            set => ConditionallyRegisterParameter("bias_ih", value);
        }

        public Parameter? bias_hh
        {
            get => ParameterOrNull("bias_hh");
            set => ConditionallyRegisterParameter("bias_hh", value);
        }

        public Parameter? weight_ih
        {
            get => ParameterOrNull("weight_ih");
            set => ConditionallyRegisterParameter("weight_ih", value);
        }

        public Parameter? weight_hh
        {
            get => ParameterOrNull("weight_hh");
            set => ConditionallyRegisterParameter("weight_hh", value);
        }

        public override (torch.Tensor, torch.Tensor) forward(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0)
        {
            if (h0_c0 is { } given)
            {
                return Run(input, given.Item1, given.Item2);
            }

            using torch.Tensor hidden = torch.zeros([input.size(0), hiddenSize], dtype: input.dtype, device: input.device);
            using torch.Tensor cell = torch.zeros([input.size(0), hiddenSize], dtype: input.dtype, device: input.device);
            return Run(input, hidden, cell);
        }

        public new (torch.Tensor, torch.Tensor) call(torch.Tensor input, (torch.Tensor, torch.Tensor)? h0_c0 = null) =>
            base.call(input, h0_c0);

        private (torch.Tensor, torch.Tensor) Run(torch.Tensor input, torch.Tensor hidden, torch.Tensor cell) =>
            Aten.lstm_cell.CallPair(input, new[] { hidden, cell }, weight_ih, weight_hh, bias_ih, bias_hh);
    }
}
