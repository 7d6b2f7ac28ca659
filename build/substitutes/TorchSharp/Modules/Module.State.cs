using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            public static void save_state_dict(BinaryWriter writer, Dictionary<string, Tensor> sd, IList<string>? skip = null)
            {
                var entries = sd.Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                writer.Encode(entries.Count);
                foreach (var (name, tensor) in entries)
                {
                    writer.Write(name);
                    tensor.Save(writer);
                }
            }

            public static Module Create<T>(string path)
                where T : Module, new() => new T().load(path);

            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                foreach (var (name, parameter) in named_parameters())
                {
                    destination.TryAdd(Join(prefix, name), parameter);
                }

                foreach (var (name, buffer) in named_buffers(include_nonpersistent: false))
                {
                    destination.TryAdd(Join(prefix, name), buffer);
                }

                foreach (var (name, module) in submodules)
                {
                    module.state_dict(destination, Join(prefix, name));
                }

                return destination;
            }

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(
                Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                Dictionary<string, Tensor> destination = state_dict();
                List<string> unexpected = [.. source.Keys.Where(key => !skip.Contains(key) && !destination.ContainsKey(key))];
                List<string> missing = [.. destination.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key))];
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                {
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");
                }

                using var grad = no_grad();
                foreach (var (key, tensor) in source)
                {
                    if (!skip.Contains(key) && destination.TryGetValue(key, out Tensor? target))
                    {
                        target.copy_(tensor);
                    }
                }

                return (missing, unexpected);
            }

            public Module save(string location, IList<string>? skip = null)
            {
                using FileStream stream = File.Create(location);
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                save_state_dict(writer, state_dict(), skip);
                return this;
            }

            public Module save(Stream stream, IList<string>? skip = null)
            {
                using var writer = new BinaryWriter(stream);
                return save(writer, skip);
            }

            public virtual Module load(
                string location, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                if (!File.Exists(location))
                {
                    throw new FileNotFoundException(location);
                }

                using FileStream stream = File.OpenRead(location);
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            public Module load(
                Stream stream, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                using var reader = new BinaryReader(stream);
                return load(reader, strict, skip, loadedParameters);
            }

            public virtual Module load(
                BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                skip ??= [];
                Dictionary<string, Tensor> state = state_dict();
                long count = reader.Decode();
                if (strict && count != state.Count)
                {
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {state.Count}, but found {count} entries.");
                }

                for (long i = 0; i < count; i++)
                {
                    string key = reader.ReadString();
                    bool found = state.TryGetValue(key, out Tensor? target);
                    if (strict && !found)
                    {
                        throw new ArgumentException(
                            $"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'");
                    }

                    if (found)
                    {
                        target!.Load(reader, skip.Contains(key));
                    }
                    else
                    {
                        TensorExtensionMethods.Skip(reader);
                    }

                    loadedParameters?.TryAdd(key, found);
                }

                foreach (string key in state.Keys)
                {
                    loadedParameters?.TryAdd(key, false);
                }

                return this;
            }

            private static string Join(string? prefix, string name) => string.IsNullOrEmpty(prefix) ? name : $"{prefix}.{name}";
        }
    }
}
