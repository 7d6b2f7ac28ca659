using System.Reflection;
using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            /// <summary>Converts parameters and buffers, this module's and its children's; null leaves what there is.</summary>
            internal virtual void Convert(ScalarType? dtype, Device? device, bool nonBlocking)
            {
                if (dtype is { } wanted && !is_floating_point(wanted) && !is_complex(wanted))
                {
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={wanted}");
                }

                if (device is not null)
                {
                    if (device.type == DeviceType.CUDA && !cuda.is_available())
                    {
                        throw new InvalidOperationException("CUDA is not available.");
                    }

                    InitializeDeviceType(device.type);
                }

                foreach (var (_, module) in named_children())
                {
                    module.Convert(dtype, device, nonBlocking);
                }

                using IDisposable mode = no_grad();
                Dictionary<string, FieldInfo> fields = ComponentFields().ToDictionary(field => field.Name);
                foreach (var (name, parameter) in named_parameters(false).ToList())
                {
                    if (Target(parameter, dtype, device) is not { } type)
                    {
                        continue;
                    }

                    Parameter converted = ConvertParameter(parameter, type, device ?? parameter.device, nonBlocking);
                    ConditionallyRegisterParameter(name, converted);
                    fields.GetValueOrDefault(name)?.SetValue(this, converted);
                }

                foreach (var (name, buffer) in named_buffers(false).ToList())
                {
                    if (Target(buffer, dtype, device) is not { } type)
                    {
                        continue;
                    }

                    Tensor converted = buffer.to(type, device ?? buffer.device, disposeAfter: true, non_blocking: nonBlocking).DetachFromDisposeScope();
                    ConditionallyRegisterBuffer(name, converted, buffersByName[name].Persistent);
                    fields.GetValueOrDefault(name)?.SetValue(this, converted);
                }
            }

            internal T MoveModule<T>(Device? device, ScalarType? dtype)
                where T : Module
            {
                if (device is not null || dtype is not null)
                {
                    Convert(dtype, device, false);
                }

                return (T)this;
            }

            private protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device, ScalarType? dtype) =>
                (device ?? CPU, dtype ?? get_default_dtype());

            // The element type to convert to, or null where there is nothing to convert. Integers stay what they are.
            private static ScalarType? Target(Tensor tensor, ScalarType? dtype, Device? device)
            {
                ScalarType type = dtype is { } wanted && (tensor.is_floating_point() || tensor.is_complex()) ? wanted : tensor.dtype;
                bool moves = device is not null && (device.type != tensor.device_type || (device.index >= 0 && device.index != tensor.device_index && device.type == DeviceType.CUDA));
                return moves || type != tensor.dtype ? type : null;
            }

            private static Parameter ConvertParameter(Parameter parameter, ScalarType type, Device device, bool nonBlocking)
            {
                bool requiresGrad = parameter.requires_grad;
                using Tensor? grad = parameter.Gradient();
                var converted = new Parameter(parameter.to(type, device, non_blocking: nonBlocking), requiresGrad);
                converted.DetachFromDisposeScope();
                if (grad is not null)
                {
                    using Tensor moved = grad.to(type, device, non_blocking: nonBlocking);
                    converted.SetGradient(moved);
                }

                parameter.Dispose();
                return converted;
            }
        }
    }
}
