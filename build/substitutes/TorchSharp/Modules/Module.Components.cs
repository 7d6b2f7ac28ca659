using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public virtual IEnumerable<(string name, Module module)> named_children() => submodules;

            public virtual IEnumerable<Module> children() => named_children().Select(child => child.module);

            public virtual IEnumerable<(string name, Module module)> named_modules()
            {
                foreach (var (name, module) in submodules)
                {
                    yield return (name, module);
                }

                foreach (var (name, module) in submodules)
                {
                    foreach (var (inner, nested) in module.named_modules())
                    {
                        yield return ($"{name}.{inner}", nested);
                    }
                }
            }

            public virtual IEnumerable<Module> modules() => named_modules().Select(entry => entry.module);

            /// <summary>A parameter that several modules share comes once, under its first name.</summary>
            public virtual IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (name, parameter) in parametersByName)
                {
                    if (!parameter.IsInvalid && seen.Add(parameter))
                    {
                        yield return (name, parameter);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach (var (moduleName, module) in submodules)
                {
                    foreach (var (name, parameter) in module.named_parameters(true))
                    {
                        if (seen.Add(parameter))
                        {
                            yield return ($"{moduleName}.{name}", parameter);
                        }
                    }
                }
            }

            public virtual IEnumerable<Parameter> parameters(bool recurse = true) =>
                named_parameters(recurse).Select(entry => entry.parameter);

            public virtual IEnumerable<(string name, Tensor buffer)> named_buffers(bool recurse = true, bool include_nonpersistent = true)
            {
                var seen = new HashSet<Tensor>(ReferenceEqualityComparer.Instance);
                foreach (var (name, (tensor, persistent)) in buffersByName)
                {
                    if (!tensor.IsInvalid && (persistent || include_nonpersistent) && seen.Add(tensor))
                    {
                        yield return (name, tensor);
                    }
                }

                if (!recurse)
                {
                    yield break;
                }

                foreach (var (moduleName, module) in submodules)
                {
                    foreach (var (name, buffer) in module.named_buffers(true, include_nonpersistent))
                    {
                        if (seen.Add(buffer))
                        {
                            yield return ($"{moduleName}.{name}", buffer);
                        }
                    }
                }
            }

            public virtual IEnumerable<Tensor> buffers(bool recurse = true, bool include_nonpersistent = true) =>
                named_buffers(recurse, include_nonpersistent).Select(entry => entry.buffer);

            public virtual bool has_parameter(string target) => get_parameter(target) is not null;

            public virtual bool has_buffer(string target) => get_buffer(target) is not null;

            public virtual Parameter? get_parameter(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return ParameterOrNull(target) ?? InChild(target, (child, rest) => child.get_parameter(rest));
            }

            public virtual Tensor? get_buffer(string target)
            {
                ArgumentNullException.ThrowIfNull(target);
                return BufferOrNull(target) ?? InChild(target, (child, rest) => child.get_buffer(rest));
            }

            private T? InChild<T>(string target, Func<Module, string, T?> find)
                where T : class
            {
                int dot = target.IndexOf('.');
                if (dot < 0)
                {
                    return null;
                }

                foreach (var (name, module) in named_children())
                {
                    if (name == target[..dot] && find(module, target[(dot + 1)..]) is { } found)
                    {
                        return found;
                    }
                }

                return null;
            }
        }
    }
}
