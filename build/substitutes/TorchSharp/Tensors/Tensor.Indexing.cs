using System.Runtime.CompilerServices;
using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Pick(i1);
            set => Put(value, i1);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Pick(i1, i2);
            set => Put(value, i1, i2);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Pick(i1, i2, i3);
            set => Put(value, i1, i2, i3);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Pick(i1, i2, i3, i4);
            set => Put(value, i1, i2, i3, i4);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5]
        {
            get => Pick(i1, i2, i3, i4, i5);
            set => Put(value, i1, i2, i3, i4, i5);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4, long i5, long i6]
        {
            get => Pick(i1, i2, i3, i4, i5, i6);
            set => Put(value, i1, i2, i3, i4, i5, i6);
        }

        public Tensor index(params Tensor[] indices) => Aten.index_Tensor.Call(this, Arg.Gaps(indices));

        public Tensor index(params TensorIndex[] indices)
        {
            var selection = new IndexSelection(this, indices);
            return selection.IsAdvanced
                ? selection.ThenDispose(Aten.index_Tensor.Call(selection.View, Arg.Gaps(selection.Tensors)))
                : selection.TakeView();
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) =>
            Aten.index_put_.Call(this, Arg.Gaps(indices), value, false);

        public Tensor index_put_(Scalar value, params Tensor[] indices)
        {
            using Tensor filled = ScalarLike(value);
            return index_put_(filled, indices);
        }

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            var selection = new IndexSelection(this, indices);
            using (Tensor written = selection.IsAdvanced
                ? Aten.index_put_.Call(selection.View, Arg.Gaps(selection.Tensors), value, false)
                : Aten.copy_.Call(selection.View, value, false))
            {
                return selection.ThenDispose(alias());
            }
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            using Tensor filled = ScalarLike(value);
            return index_put_(filled, indices);
        }

        private Tensor ScalarLike(Scalar value) => torch.full([], value, dtype, device);

        private Tensor Pick(params ReadOnlySpan<long> indices)
        {
            Tensor picked = Aten.select_int.Call(this, 0, indices[0]);
            foreach (long position in indices[1..])
            {
                using Tensor outer = picked;
                picked = Aten.select_int.Call(outer, 0, position);
            }

            return picked;
        }

        private void Put(Tensor value, params ReadOnlySpan<long> indices)
        {
            using Tensor target = Pick(indices);
            target.copy_(value);
        }
    }
}
