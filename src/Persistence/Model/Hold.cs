namespace Peninsula.Persistence.Model;

/// <summary>Why a row that is due is not taken.</summary>
public enum Hold
{
    /// <summary>It is taken when it is due.</summary>
    None,
    /// <summary>Its instance is suspended.</summary>
    Suspended,
    /// <summary>It could not be dealt with, and waits for its incident.</summary>
    Aside,
}
