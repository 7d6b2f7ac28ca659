namespace Microsoft.ML.NAO.Studies.Journals;

/// <summary>What a line of a journal records.</summary>
internal enum JournalEvent
{
    /// <summary>A trial begins: for the first time, with its architecture, or again.</summary>
    Started,

    /// <summary>A running trial has reported an intermediate value.</summary>
    Reported,

    /// <summary>A running trial was given back: it was cancelled, or its worker failed.</summary>
    Returned,

    /// <summary>A trial has an outcome. With an architecture, it had not been started before.</summary>
    Finished,
}
