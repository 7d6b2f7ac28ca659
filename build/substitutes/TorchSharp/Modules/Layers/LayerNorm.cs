namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.LayerNorm LayerNorm(long[] normalized_shape, double eps = 1E-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                new Modules.LayerNorm(normalized_shape, eps, elementwise_affine, bias).MoveModule<Modules.LayerNorm>(device, dtype);

            public static Modules.LayerNorm LayerNorm(long normalized_shape, double eps = 1E-05, bool elementwise_affine = true, bool bias = true, Device? device = null, ScalarType? dtype = null) =>
                LayerNorm([normalized_shape], eps, elementwise_affine, bias, device, dtype);
        }
    }
}

namespace TorchSharp.Modules
{
    public sealed class LayerNorm : torch.nn.Module<torch.Tensor, torch.Tensor>
    {
        private readonly long[] shape;
        private readonly double eps;

        internal LayerNorm(long[] shape, double eps, bool affine, bool hasBias)
            : base(nameof(LayerNorm))
        {
            this.shape = shape;
            this.eps = eps;
            if (affine)
            {
                register_parameter("weight", Initialization.Ones(shape));
                if (hasBias)
                {
                    register_parameter("bias", Initialization.Zeros(shape));
                }
            }
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

        public override torch.Tensor forward(torch.Tensor tensor) => torch.nn.functional.layer_norm(tensor, shape, weight, bias, eps);
    }
}
