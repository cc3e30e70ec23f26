using System.Data.Common;
using System.Security.Cryptography;
using NodaTime;
using Peninsula.Host.Hosting;
using Peninsula.Persistence.Files;
using Peninsula.Persistence.Services;
using Peninsula.Workflows.Runtime;

namespace Peninsula.Host.CommandLine;

/// <summary>The anchor of a database and the key that signs it: of the settings, or made with the first anchor, in a file that nobody but its owner reads.</summary>
internal sealed class AnchorFile
{
    private const int KeyLength = 32;

    private readonly string _keyPath;
    private readonly bool _makesKey;
    private readonly byte[] _key;

    private AnchorFile(string path, string? key)
    {
        Path = path;
        _keyPath = path + ".key";
        _makesKey = key is null && !File.Exists(_keyPath);
        _key = Decoded(key ?? (_makesKey ? Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyLength)) : File.ReadAllText(_keyPath)), key is null ? _keyPath : "Verification:Key");
    }

    public string Path { get; }

    /// <summary>The anchor that an option or the settings name, or the one beside a SQLite file.</summary>
    /// <exception cref="StoreException">None is named for a server, or the key cannot be used.</exception>
    public static AnchorFile Chosen(string connectionString, string? option)
    {
        var settings = ChosenDatabase.Settings();
        var path = option ?? settings["Verification:Anchor"] ?? Beside(connectionString)
            ?? throw new StoreException("Name a file for the anchor: --anchor FILE, or Verification:Anchor in the settings. It belongs on another disk than the database.");
        return new AnchorFile(System.IO.Path.GetFullPath(path), settings["Verification:Key"]);
    }

    /// <summary>The anchor before; null when there is none, or when it cannot be relied upon, which is a fault.</summary>
    public AnchorReader? Open(Action<string> broken)
    {
        if (!File.Exists(Path))
        {
            if (!_makesKey && File.Exists(_keyPath))
            {
                broken($"the anchor {Path} is gone, and its key is there. Put it back; to begin anew, remove {_keyPath} too");
            }

            return null;
        }

        if (_makesKey)
        {
            broken($"the key {_keyPath} of the anchor {Path} is gone. Put it back; to begin anew, remove the anchor too");
            return null;
        }

        try
        {
            return new AnchorReader(Path, _key);
        }
        catch (AnchorException changed)
        {
            broken(changed.Message);
            return null;
        }
    }

    /// <summary>Begins the next anchor.</summary>
    public AnchorWriter Begin(Instant at) => new(Path, _key, at);

    /// <summary>Puts the next anchor in its place, with its key if that is new.</summary>
    public void Finish(AnchorWriter next)
    {
        if (_makesKey)
        {
            using var file = PrivateFile.Create(_keyPath);
            file.Write(System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(_key)));
        }

        next.Finish();
    }

    private static byte[] Decoded(string key, string where)
    {
        var bytes = new byte[key.Length];
        return Convert.TryFromBase64String(key.Trim(), bytes, out var length) && length >= KeyLength
            ? bytes[..length]
            : throw new StoreException($"The key in {where} cannot be used: it must be {KeyLength} bytes or more in base64.");
    }

    private static string? Beside(string connectionString)
    {
        var parts = new DbConnectionStringBuilder { ConnectionString = connectionString };
        return parts.TryGetValue("Data Source", out var file) || parts.TryGetValue("DataSource", out file) || parts.TryGetValue("Filename", out file) ? $"{file}.anchor" : null;
    }
}
