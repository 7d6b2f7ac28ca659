using TorchSharp.Native;

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.GRUCell GRUCell(long inputSize, long hiddenSize, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new Modules.GRUCell(inputSize, hiddenSize, bias).MoveModule<Modules.GRUCell>(device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class GRUCell : torch.nn.Module<torch.Tensor, torch.Tensor, torch.Tensor>
    {
        private const int Gates = 3;

        private readonly long hiddenSize;

        internal GRUCell(long inputSize, long hiddenSize, bool hasBias)
            : base(nameof(GRUCell))
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

        public override torch.Tensor forward(torch.Tensor input, torch.Tensor? h0 = null)
        {
            if (h0 is not null)
            {
                return Run(input, h0);
            }

            using torch.Tensor hidden = torch.zeros([input.size(0), hiddenSize], dtype: input.dtype, device: input.device);
            return Run(input, hidden);
        }

        private torch.Tensor Run(torch.Tensor input, torch.Tensor hidden) =>
            Aten.gru_cell.Call(input, hidden, weight_ih, weight_hh, bias_ih, bias_hh);
    }
}
