namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>A place in a journal: after so many bytes, which have this hash.</summary>
internal sealed record JournalMark(long Length, byte[] Hash);
