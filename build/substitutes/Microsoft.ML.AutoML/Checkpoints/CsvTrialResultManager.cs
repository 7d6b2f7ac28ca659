using System.Globalization;

namespace Microsoft.ML.AutoML;

/// <summary>Keeps results in a CSV file, with three decimals. Parameters are kept as numbers of the feature space.</summary>
internal sealed class CsvTrialResultManager : ITrialResultManager
{
    private const string Decimals = "F3";
    private const int LossColumn = 1;
    private const int DurationColumn = 2;
    private const int CpuColumn = 3;
    private const int MemoryColumn = 4;
    private const int FirstParameterColumn = 5;

    private readonly string _file;
    private readonly SearchSpace.SearchSpace _space;
    private readonly HashSet<TrialResult> _saved;
    private readonly HashSet<TrialResult> _new = new(new TrialResult());

    public CsvTrialResultManager(string file, SearchSpace.SearchSpace space)
    {
        _file = file;
        _space = space;
        _saved = new HashSet<TrialResult>(Load(), new TrialResult());
    }

    public IEnumerable<TrialResult> GetAllTrialResults() => _saved.Concat(_new);

    public void AddOrUpdateTrialResult(TrialResult result)
    {
        if (_saved.Contains(result))
        {
            throw new ArgumentException("can't add or update result that already save to csv");
        }

        _new.Remove(result);
        _new.Add(result);
    }

    public void Save()
    {
        using (var writer = new StreamWriter(_file, append: true))
        {
            if (_saved.Count == 0)
            {
                string[] header = ["id", "loss", "durationInMilliseconds", "peakCpu", "peakMemoryInMegaByte"];
                writer.WriteLine(string.Join(',', header.Concat(Enumerable.Range(0, _space.FeatureSpaceDim).Select(i => $"parameter_{i}"))));
            }

            foreach (var result in _new.OrderBy(result => result.TrialSettings.TrialId))
            {
                writer.WriteLine(Line(result));
            }
        }

        _saved.UnionWith(_new);
        _new.Clear();
    }

    private static string Text(double? value) => value?.ToString(Decimals, CultureInfo.InvariantCulture);

    private static double Number(string cell) => cell.Length == 0 ? double.NaN : float.Parse(cell, CultureInfo.InvariantCulture);

    private string Line(TrialResult result)
    {
        string[] cells =
        [
            result.TrialSettings.TrialId.ToString(CultureInfo.InvariantCulture),
            Text(result.Loss),
            Text(result.DurationInMilliseconds),
            Text(result.PeakCpu),
            Text(result.PeakMemoryInMegaByte),
            .. _space.MappingToFeatureSpace(result.TrialSettings.Parameter).Select(value => Text(value)),
        ];
        return string.Join(',', cells);
    }

    private IEnumerable<TrialResult> Load()
        => File.Exists(_file) ? File.ReadLines(_file).Skip(1).Select(line => Parse(line.Split(','))) : [];

    private TrialResult Parse(string[] cells) => new()
    {
        TrialSettings = new TrialSettings
        {
            TrialId = int.Parse(cells[0], CultureInfo.InvariantCulture),
            Parameter = _space.SampleFromFeatureSpace([.. cells.Skip(FirstParameterColumn).Select(cell => double.Parse(cell, CultureInfo.InvariantCulture))]),
        },
        Loss = Number(cells[LossColumn]),
        DurationInMilliseconds = Number(cells[DurationColumn]),
        PeakCpu = Number(cells[CpuColumn]),
        PeakMemoryInMegaByte = Number(cells[MemoryColumn]),
    };
}
