using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor relu() => Aten.relu.Call(this);

        public Tensor relu_() => Aten.relu_.Call(this);

        public Tensor relu6() => Aten.relu6.Call(this);

        public Tensor selu() => Aten.selu.Call(this);

        public Tensor selu_() => Aten.selu_.Call(this);

        public Tensor silu() => Aten.silu.Call(this);

        public Tensor silu_() => Aten.silu_.Call(this);

        public Tensor hardsigmoid() => Aten.hardsigmoid.Call(this);

        public Tensor hardsigmoid_() => Aten.hardsigmoid_.Call(this);

        public Tensor hardswish() => Aten.hardswish.Call(this);

        public Tensor hardswish_() => Aten.hardswish_.Call(this);

        public Tensor celu() => Aten.celu.Call(this);

        public Tensor celu_() => Aten.celu_.Call(this);

        public Tensor softplus() => Aten.softplus.Call(this);

        public Tensor log_sigmoid() => Aten.log_sigmoid.Call(this);

        public Tensor gelu() => Aten.gelu.Call(this);

        public Tensor leaky_relu(Scalar negative_slope) => Aten.leaky_relu.Call(this, negative_slope);

        public Tensor leaky_relu_(Scalar negative_slope) => Aten.leaky_relu_.Call(this, negative_slope);

        public Tensor elu(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.elu.Call(this, alpha, scale, input_scale);

        public Tensor elu_(Scalar alpha, Scalar scale, Scalar input_scale) => Aten.elu_.Call(this, alpha, scale, input_scale);

        public Tensor hardtanh(Scalar min, Scalar max) => Aten.hardtanh.Call(this, min, max);

        public Tensor hardtanh_(Scalar min, Scalar max) => Aten.hardtanh_.Call(this, min, max);

        public Tensor prelu(Tensor target) => Aten.prelu.Call(this, target);

        public Tensor softmax(long dim, ScalarType? dtype = null) => Aten.softmax_int.Call(this, dim, dtype);

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => Aten.log_softmax_int.Call(this, dim, dtype);
    }
}
