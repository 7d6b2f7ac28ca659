using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Parameters in a list, registered under their positions.</summary>
public class ParameterList : torch.nn.Module, IList<Parameter>
{
    private readonly List<Parameter> list = [];
    private bool registered;

    public ParameterList(params Parameter[] parameters)
        : base(nameof(ParameterList)) => list.AddRange(parameters);

    public int Count => list.Count;

    public bool IsReadOnly => false;

    public Parameter this[int index]
    {
        get => list[index];
        set => list[index] = value;
    }

    public void Add(Parameter item) => list.Add(item);

    public void append(params Parameter[] parameters) => list.AddRange(parameters);

    public void extend(IEnumerable<Parameter> parameters) => list.AddRange(parameters);

    public void Insert(int index, Parameter item) => list.Insert(index, item);

    public bool Remove(Parameter item) => list.Remove(item);

    public void RemoveAt(int index) => list.RemoveAt(index);

    public void Clear() => list.Clear();

    public bool Contains(Parameter item) => list.Contains(item);

    public int IndexOf(Parameter item) => list.IndexOf(item);

    public void CopyTo(Parameter[] array, int arrayIndex) => list.CopyTo(array, arrayIndex);

    public IEnumerator<Parameter> GetEnumerator() => list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override bool has_parameter(string target) => get_parameter(target) is not null;

    public override Parameter? get_parameter(string target) =>
        int.TryParse(target, out int index) && index >= 0 && index < list.Count ? list[index] : null;

    public override IEnumerable<(string name, Parameter parameter)> named_parameters(bool recurse = true) =>
        list.Select((parameter, i) => (i.ToString(), parameter));

    internal override void Convert(torch.ScalarType? dtype, torch.Device? device, bool nonBlocking)
    {
        RegisterComponents();
        base.Convert(dtype, device, nonBlocking);
        for (int i = 0; i < list.Count; i++)
        {
            list[i] = base.get_parameter(i.ToString())!;
        }
    }

    protected override void RegisterComponents()
    {
        if (registered)
        {
            return;
        }

        for (int i = 0; i < list.Count; i++)
        {
            register_parameter(i.ToString(), list[i]);
        }

        registered = true;
    }
}
