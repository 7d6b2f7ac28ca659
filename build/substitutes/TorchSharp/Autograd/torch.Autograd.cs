using TorchSharp.Native;

namespace TorchSharp;

public static partial class torch
{
    public static IDisposable no_grad() => new AutogradMode(false);

    public static IDisposable enable_grad(bool enabled = true) => new AutogradMode(enabled);

    public static IDisposable set_grad_enabled(bool mode = true) => new AutogradMode(mode);

    public static bool is_grad_enabled() => Shim.ts_grad_mode_enabled() != 0;

    public static partial class autograd
    {
        public static unsafe IList<Tensor> grad(
            IList<Tensor> outputs,
            IList<Tensor> inputs,
            IList<Tensor>? grad_outputs = null,
            bool retain_graph = false,
            bool create_graph = false,
            bool allow_unused = false)
        {
            var results = new nint[inputs.Count];
            fixed (nint* outs = Handles(outputs), ins = Handles(inputs), grads = Handles(grad_outputs), target = results)
            {
                Shim.Check(Shim.ts_autograd_grad(
                    outs, outputs.Count, ins, inputs.Count, grads, grad_outputs?.Count ?? 0,
                    retain_graph ? 1 : 0, create_graph ? 1 : 0, allow_unused ? 1 : 0, target));
            }

            KeepAlive(outputs, inputs, grad_outputs);
            return results.Select(handle => handle == 0 ? null! : new Tensor(handle)).ToList();
        }

        public static unsafe void backward(
            IList<Tensor> tensors,
            IList<Tensor>? grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor>? inputs = null)
        {
            fixed (nint* outs = Handles(tensors), grads = Handles(grad_tensors), ins = Handles(inputs))
            {
                Shim.Check(Shim.ts_autograd_backward(
                    outs, tensors.Count, grads, grad_tensors?.Count ?? 0, retain_graph ?? create_graph ? 1 : 0,
                    create_graph ? 1 : 0, ins, inputs?.Count ?? 0));
            }

            KeepAlive(tensors, grad_tensors, inputs);
        }

        public static void backward(
            Tensor tensor,
            IList<Tensor>? grad_tensors = null,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor>? inputs = null) => backward([tensor], grad_tensors, retain_graph, create_graph, inputs);

        public static void backward(
            Tensor tensor,
            Tensor grad_tensor,
            bool? retain_graph = null,
            bool create_graph = false,
            IList<Tensor>? inputs = null) => backward([tensor], [grad_tensor], retain_graph, create_graph, inputs);

        private static nint[] Handles(IList<Tensor>? tensors) => tensors is null ? [] : [.. tensors.Select(tensor => tensor.Handle)];

        private static void KeepAlive(params ReadOnlySpan<IList<Tensor>?> lists)
        {
            foreach (IList<Tensor>? list in lists)
            {
                GC.KeepAlive(list);
            }
        }
    }

    public partial class Tensor
    {
        /// <summary>The accumulated gradient as a new handle, or null.</summary>
        internal Tensor? Gradient()
        {
            nint found = Shim.ts_tensor_grad(Handle);
            return found == 0 ? null : new Tensor(found);
        }

        internal void SetGradient(Tensor? value) => Shim.Check(Shim.ts_tensor_set_grad(Handle, value?.Handle ?? 0));

        public void backward() => autograd.backward([this]);

        public void backward(
            IList<Tensor>? grad_tensors = null,
            bool create_graph = false,
            bool retain_graph = false,
            IList<Tensor>? inputs = null) => autograd.backward([this], grad_tensors, retain_graph, create_graph, inputs);

        public void retain_grad() => Aten.retain_grad.CallVoid(this);

        public Tensor requires_grad_(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }

        public Tensor with_requires_grad(bool requires_grad = true)
        {
            this.requires_grad = requires_grad;
            return this;
        }
    }
}
