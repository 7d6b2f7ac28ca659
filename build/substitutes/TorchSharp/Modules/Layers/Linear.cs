namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(long inputSize, long outputSize, bool hasBias = true, Device? device = null, ScalarType? dtype = null) =>
                new Modules.Linear(inputSize, outputSize, hasBias).MoveModule<Modules.Linear>(device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class Linear : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        internal Linear(long inputSize, long outputSize, bool hasBias)
            : base(nameof(Linear))
        {
            register_parameter("weight", Initialization.Empty(outputSize, inputSize));
            if (hasBias)
            {
                register_parameter("bias", Initialization.Empty(outputSize));
            }

            Initialization.LikeLinear(weight!, bias);
        }

        public Parameter? bias
        {
            get => ParameterOrNull("bias");
            set => ConditionallyRegisterParameter("bias", value);
        }

        public Parameter? weight
        {
            get => ParameterOrNull("weight");
            set => ConditionallyRegisterParameter("weight", value);
        }

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.linear(tensor, weight!, bias);
    }
}
