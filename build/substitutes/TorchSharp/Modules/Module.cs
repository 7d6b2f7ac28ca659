using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>What all modules share: parameters, buffers and submodules by name, in the order in which they came.</summary>
        public partial class Module : IDisposable
        {
            private readonly OrderedDict<string, Module> submodules = new();
            private readonly OrderedDict<string, (Tensor Tensor, bool Persistent)> buffersByName = new();
            private readonly OrderedDict<string, Parameter> parametersByName = new();
            private readonly string moduleName;
            private bool isTraining = true;
            private bool isDisposed;

            protected Module(string name) => moduleName = name;

            public virtual bool training => isTraining;

            internal bool IsDisposed => isDisposed;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            public virtual string GetName() => moduleName;

            public virtual void train(bool train = true)
            {
                isTraining = train;
                foreach (var (_, module) in named_children())
                {
                    module.train(train);
                }
            }

            public virtual void eval() => train(false);

            public virtual void zero_grad(bool set_to_none = true)
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor? grad = parameter.Gradient();
                    if (grad is null)
                    {
                        continue;
                    }

                    if (set_to_none)
                    {
                        parameter.SetGradient(null);
                    }
                    else
                    {
                        grad.detach_();
                        grad.zero_();
                    }
                }
            }

            public virtual Module apply(Action<Module> fn)
            {
                foreach (var (_, module) in submodules)
                {
                    module.apply(fn);
                }

                fn(this);
                return this;
            }

            protected virtual void Dispose(bool disposing)
            {
                if (!disposing || isDisposed)
                {
                    return;
                }

                foreach (var (_, (tensor, _)) in buffersByName)
                {
                    tensor.Dispose();
                }

                // The oldest release that the project runs on asks each parameter for its handle, and throws where it was disposed of: by
                // another module that shares it, or under another name in this one. Later releases pass over it; what works on both has none.
                foreach (var (_, parameter) in parametersByName)
                {
                    _ = parameter.Handle;
                    parameter.Dispose();
                }

                foreach (var (_, module) in named_modules())
                {
                    module.Dispose();
                }

                isDisposed = true;
            }
        }
    }
}
