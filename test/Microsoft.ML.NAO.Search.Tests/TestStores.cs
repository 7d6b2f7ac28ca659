using Microsoft.ML.NAO.Architectures;
using Microsoft.ML.NAO.Studies;

namespace Microsoft.ML.NAO.Tests;

/// <summary>Every way in which a study keeps what has happened. Add one here and it is held to all contracts.</summary>
internal static class TestStores
{
    /// <summary>A journal alone: the strategy learns again what it holds.</summary>
    public const string Journal = "journal";

    /// <summary>A journal, and a strategy that puts down its state as often as it can.</summary>
    public const string JournalAndSnapshots = "journal and snapshots";

    // The journal's own name, and that of the strategy's state beside it.
    private static readonly string[] Endings = [string.Empty, ".strategy"];

    public static IEnumerable<string> All => [Journal, JournalAndSnapshots];

    public static IEnumerable<object[]> Rows => TestStrategies.Rows.SelectMany(row => All.Select(store => (object[])[.. row, store]));

    /// <summary>Options of a study that keeps its trials in a file.</summary>
    public static StudyOptions CreateOptions(string store, string path, int trials) => new()
    {
        MaxTrials = trials,
        JournalPath = path,
        SnapshotInterval = store == JournalAndSnapshots ? TimeSpan.Zero : TimeSpan.FromDays(1),
    };

    /// <summary>
    /// Leaves the files as a process does that dies when a trial is about to end: everything that it has written until then, and nothing
    /// of its end.
    /// </summary>
    public static void Kill(StudyOptions options, string strategy, ArchitectureSpace space, int trial)
    {
        string path = options.JournalPath!;
        string copies = path + ".copy";
        var evaluator = new Studies.ScoreEvaluator((request, token) =>
        {
            if (request.TrialNumber == trial)
            {
                foreach (string ending in Endings.Where(ending => File.Exists(path + ending)))
                {
                    File.WriteAllBytes(copies + ending, ReadShared(path + ending));
                }

                throw new DeathException();
            }

            return new EvaluationResult(TestStrategies.Score(request.Architecture));
        });
        options.Progress = new DyingProgress();
        Assert.ThrowsExactly<DeathException>(() => Studies.TestStudies.Create(evaluator, options, strategy, space).Run());
        options.Progress = null;
        foreach (string ending in Endings.Where(ending => File.Exists(copies + ending)))
        {
            File.Move(copies + ending, path + ending, overwrite: true);
        }
    }

    /// <summary>Reads a file that a study holds open: the lock is for those that ask for one.</summary>
    public static byte[] ReadShared(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        stream.CopyTo(content);
        return content.ToArray();
    }

    private sealed class DeathException : Exception;

    /// <summary>An error of the user's progress ends a study at once.</summary>
    private sealed class DyingProgress : IProgress<StudyProgress>
    {
        public void Report(StudyProgress value)
        {
            if (value.Latest?.Failure?.StartsWith(nameof(DeathException), StringComparison.Ordinal) == true)
            {
                throw new DeathException();
            }
        }
    }
}
