namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Modules.Sequential Sequential() => Modules.Sequential.Empty();

        public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
            Sequential((IEnumerable<(string, Module<Tensor, Tensor>)>)modules);

        public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
            Sequential((IEnumerable<Module<Tensor, Tensor>>)modules);

        public static Modules.Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) =>
            Sequential(modules.Select(entry => (entry.Item1, entry.Item2)));

        public static Modules.Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
            Sequential(modules.Select(entry => (entry.Item1, entry.Item2)));

        public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules)
        {
            Modules.Sequential sequential = Sequential();
            foreach (var (name, module) in modules)
            {
                sequential.append(name, module);
            }

            return sequential;
        }

        public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules)
        {
            Modules.Sequential sequential = Sequential();
            foreach (Module<Tensor, Tensor> module in modules)
            {
                sequential.append(module);
            }

            return sequential;
        }
    }
}
