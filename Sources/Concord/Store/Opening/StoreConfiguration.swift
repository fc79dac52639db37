/// How an engine opens and treats its database. The defaults are safe; every field can be changed on its own.
public struct StoreConfiguration: Sendable {
    /// When a committed write is on the disk.
    public enum Durability: String, Sendable {
        /// Each commit is flushed to the disk before anybody is answered.
        case full = "FULL"
        /// A loss of power may take the newest commits, never the database's consistency.
        case normal = "NORMAL"
    }

    /// Default: full.
    public var durability = Durability.full
    /// Whether a database that is not there is made. Default: true.
    public var createsDatabase = true
    /// Whether the engine only reads: it changes no byte of the file, and neither makes nor migrates a database.
    /// Default: false.
    public var isReadOnly = false
    /// How long to wait for another process's write. Default: 5 seconds.
    public var busyTimeout = Duration.seconds(5)
    /// How many connections answer reads at the same time, at most 64. Default: 4.
    public var readers = 4
    /// The page cache of the writer in bytes, and of each reader. Default: 64 MiB.
    public var cacheBytes = 64 << 20
    /// How long a caller waits for a list of discriminating tags that is being built. Default: 10 seconds.
    public var registrationDeadline = Duration.seconds(10)
    /// How many accounts one transaction adds to such a list, and how many persons to a listing's shape. Default: 1,000.
    public var registrationSlice = 1_000
    /// How many lists of discriminating tags a space takes from requests before it walks instead. Default: 8.
    public var maximumRequestedDiscriminators = 8
    /// How many shapes of listings (a field to filter by, an order) are kept ready because listings asked for them;
    /// others are answered by reading all persons. Default: 8.
    public var maximumRequestedShapes = 8
    /// Whether matches by tags look in memory first, for services that mostly read: a space's fingerprints are read at the
    /// first match in it, a microsecond and 24 bytes each. A match that finds nobody then reads nothing from the store, as
    /// long as nobody writes; a commit of any process is seen at once, and matches go to the store until the matcher has
    /// caught up. Default: false.
    public var residentMatching = false
    /// How many writes may wait for the writer before more are refused as busy. Default: 10,000.
    public var maximumQueuedWrites = 10_000
    /// Sets the policy of a new database; must equal the policy of an existing one. `nil` takes what is there.
    public var policy: ResolutionPolicy?
    /// The time that writes get when they bring none.
    public var clock: @Sendable () -> Timestamp = Timestamp.now
    /// The source of ids and of the database's secret.
    public var randomNumbers: @Sendable () -> UInt64 = { UInt64.random(in: .min ... .max) }
    /// What each vendor's accounts say of persons; the front door puts the adapters' declarations here.
    var vendors: [VendorRules] = []

    public init() {}
}

/// A closure as a generator, for the standard library's functions.
struct RandomSource: RandomNumberGenerator {
    let draw: @Sendable () -> UInt64

    mutating func next() -> UInt64 { draw() }
}
