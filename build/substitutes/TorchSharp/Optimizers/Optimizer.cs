using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class optim
    {
        public abstract class Optimizer : IDisposable
        {
            protected IList<ParamGroup> _parameter_groups = new List<ParamGroup>();

            private protected Optimizer()
            {
            }

            public virtual IEnumerable<ILearningRateController> ParamGroups => _parameter_groups;

            public void Dispose()
            {
                Dispose(true);
                GC.SuppressFinalize(this);
            }

            public virtual Tensor step(Func<Tensor>? closure = null) => throw new NotSupportedException($"{GetType().Name} has no step of its own.");

            public virtual IEnumerable<Parameter> parameters() => _parameter_groups.SelectMany(group => group.Parameters);

            public virtual void add_param_group(ParamGroup param_group) => _parameter_groups.Add(param_group);

            /// <summary>Sets the gradients that there are to zero, and keeps them.</summary>
            public virtual void zero_grad()
            {
                foreach (Parameter parameter in parameters())
                {
                    using Tensor? grad = parameter.Gradient();
                    if (grad is not null)
                    {
                        // What backward with create_graph left on the gradient must not be recorded on.
                        grad.detach_();
                        grad.zero_();
                    }
                }
            }

            protected virtual void Dispose(bool disposing)
            {
            }
        }
    }
}
