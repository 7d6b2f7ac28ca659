using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            private bool componentsRegistered;

            public virtual void register_buffer(string name, Tensor tensor, bool persistent = true)
            {
                if (tensor is null || tensor.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(tensor), "A null tensor cannot be registered as a buffer.");
                }

                if (!buffersByName.TryAdd(name, (tensor, persistent)))
                {
                    throw new InvalidOperationException($"Tensor {name} is already registered.");
                }
            }

            public virtual void register_parameter(string name, Parameter param)
            {
                if (param is null || param.IsInvalid)
                {
                    throw new ArgumentNullException(nameof(param), "A null tensor cannot be registered as a parameter.");
                }

                if (!parametersByName.TryAdd(name, param))
                {
                    throw new InvalidOperationException($"Parameter {name} is already registered.");
                }
            }

            public void add_module(string name, Module module) => register_module(name, module);

            public virtual void register_module(string name, Module submodule)
            {
                if (submodule is null || submodule.IsDisposed)
                {
                    submodules.Remove(name);
                    return;
                }

                if (name.Contains('.'))
                {
                    throw new ArgumentException($"module name can't contain \".\", got: {name}");
                }

                if (string.IsNullOrEmpty(name))
                {
                    throw new ArgumentException("module name can't be empty string \"\"");
                }

                if (submodules.ContainsKey(name))
                {
                    throw new InvalidOperationException($"Sub-module {name} is already registered.");
                }

                submodule.RegisterComponents();
                submodules[name] = submodule;
            }

            /// <summary>Registers what the fields of the module's class hold, by the names of the fields.</summary>
            protected virtual void RegisterComponents()
            {
                if (componentsRegistered)
                {
                    return;
                }

                foreach (FieldInfo field in ComponentFields())
                {
                    string fieldName = field.Name;
                    if (submodules.ContainsKey(fieldName) || parametersByName.ContainsKey(fieldName) || buffersByName.ContainsKey(fieldName))
                    {
                        continue;
                    }

                    switch (field.GetValue(this))
                    {
                        case Module module:
                            register_module(fieldName, module);
                            break;
                        case Parameter parameter:
                            register_parameter(fieldName, parameter);
                            break;
                        case Tensor tensor:
                            register_buffer(fieldName, tensor);
                            break;
                    }
                }

                componentsRegistered = true;
            }

            protected void ConditionallyRegisterParameter(string name, Tensor? value)
            {
                if (value is null)
                {
                    parametersByName.Remove(name);
                }
                else
                {
                    parametersByName[name] = value as Parameter ?? new Parameter(value, requires_grad: true);
                }
            }

            protected void ConditionallyRegisterBuffer(string name, Tensor? value, bool persistent = true)
            {
                if (value is null)
                {
                    buffersByName.Remove(name);
                }
                else
                {
                    buffersByName[name] = (value, persistent);
                }
            }

            protected void ClearModules() => submodules.Clear();

            private protected Parameter? ParameterOrNull(string name) => parametersByName.TryGetValue(name, out Parameter? parameter) ? parameter : null;

            private protected Tensor? BufferOrNull(string name) => buffersByName.TryGetValue(name, out var entry) ? entry.Tensor : null;

            // Private fields of the classes of this assembly are no components: those register what they hold by name.
            private IEnumerable<FieldInfo> ComponentFields() => GetType()
                .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance)
                .Where(field => field.DeclaringType!.Assembly != typeof(Module).Assembly);
        }
    }
}
