using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Recover.Core.Cases;

/// <summary>Everything that is stored of a case as one SHA-256, so that the event log can say what was there after each entry.</summary>
internal static class CaseState
{
    private static readonly string[] Parts =
    [
        "SELECT * FROM cases WHERE number = $0",
        "SELECT * FROM answers WHERE case_number = $0 ORDER BY position, question",
        "SELECT * FROM starts WHERE case_number = $0 ORDER BY instance",
    ];

    /// <summary>SHA-256 of its rows as they are now, lower-case hex. A column without a value counts as not there, so that one can be added later.</summary>
    public static string Of(SqliteConnection connection, int number)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in Parts)
        {
            using var command = CaseSql.Command(connection, part, number);
            using var reader = command.ExecuteReader();
            while (reader.Read())
            {
                Add(hash, "row"u8);
                for (var column = 0; column < reader.FieldCount; column++)
                {
                    if (!reader.IsDBNull(column))
                    {
                        Add(hash, Encoding.UTF8.GetBytes(reader.GetName(column)));
                        Add(hash, reader.GetFieldValue<byte[]>(column));
                    }
                }
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // The length first: no two rows may give the same bytes.
    private static void Add(IncrementalHash hash, ReadOnlySpan<byte> bytes)
    {
        Span<byte> length = stackalloc byte[sizeof(int)];
        BinaryPrimitives.WriteInt32LittleEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}
