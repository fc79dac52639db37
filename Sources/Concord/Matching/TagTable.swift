import Synchronization

/// Fingerprints of one discriminator in memory, each with its oldest account: one thread writes, any number read, and no
/// reader ever waits.
///
/// Extendible hashing (Fagin and others, TODS 1979) in 64 parts: the first 14 bits of a fingerprint choose the part,
/// the next ones lead through the part's directory to a ``TagPage``, which keeps the 64 bits after the 14 as a tag. So 70
/// bits decide, and a full page is split in two by what it holds. Where an entry lies follows from `low` alone, which is
/// there four rounds of the hash before `high`: the access to memory need not wait for them.
///
/// Nothing is ever built anew: a split costs some microseconds, growth needs no second copy of the table, and no page is
/// given back before the table is, so a reader needs no protection. Directories that a larger one has replaced are kept
/// too; together they are smaller than the last.
///
/// The parts are of unequal size, from 4/3 of the mean to 2/3, so that their pages fill up at different times: the memory
/// of an entry then stays nearly the same at any size (the idea of Martin's spiral storage, 1979).
///
/// `@unchecked Sendable` because what readers touch is atomic, and the caller sees to it that one thread writes.
final class TagTable: @unchecked Sendable {
    private static let parts = 64
    /// Where each part's directory is, with its depth in the lowest six bits.
    private let roots: UnsafeMutablePointer<Atomic<UInt>>
    private var memory = PageMemory()
    /// The bit of entries that the newest renewal has seen, or that are newer.
    private var renewal: UInt32 = 0

    init() {
        roots = .allocate(capacity: TagTable.parts)
        for part in 0..<TagTable.parts {
            let directory = Directory(at: memory.directory(depth: 0), depth: 0)
            directory.set(0, memory.page())
            (roots + part).initialize(to: Atomic(directory.packed))
        }
    }

    deinit {
        roots.deallocate()
        memory.free()
    }

    /// How many bytes the table takes.
    var bytes: Int { memory.bytes + TagTable.parts * MemoryLayout<UInt>.size }

    /// The oldest account with a fingerprint. Any thread may call it.
    @inline(__always)
    subscript(fingerprint: TagFingerprint) -> TagEntry? {
        let (root, tag) = place(of: fingerprint)
        // As much of the tag as tells where it lies, so that nothing on the way to memory waits for `high`.
        let address = fingerprint.low << 14
        var page = Directory(packed: root.pointee.load(ordering: .acquiring)).page(of: address)
        while true {
            if let word = page.word(of: tag, at: address) { return TagEntry(word: word) }
            // A split moves entries to a page that the directory leads to before it takes them out of the old one.
            let now = Directory(packed: root.pointee.load(ordering: .acquiring)).page(of: address)
            if now.start == page.start { return nil }
            page = now
        }
    }

    /// Adds an account. One that is the oldest already changes nothing.
    func add(_ account: UInt32, to fingerprint: TagFingerprint) {
        guard let entry = self[fingerprint] else {
            set(TagEntry(account, isShared: false), of: fingerprint)
            return
        }
        if entry.oldest == account { return }
        set(TagEntry(min(entry.oldest, account), isShared: true), of: fingerprint)
    }

    /// Replaces everything by what `body` adds, entry by entry: what it does not add is gone at the end, and what stays is
    /// there all the time.
    func renew(_ body: (_ add: (_ account: UInt32, _ fingerprint: TagFingerprint) -> Void) throws -> Void) rethrows {
        renewal ^= TagEntry.renewalBit
        try body { account, fingerprint in
            let (root, tag) = place(of: fingerprint)
            let word = Directory(packed: root.pointee.load(ordering: .relaxed)).page(of: tag).word(of: tag, at: tag)
            if let word, word & TagEntry.renewalBit == renewal {
                add(account, to: fingerprint)
            } else {
                set(TagEntry(account, isShared: false), of: fingerprint)
            }
        }
        for page in memory.pages {
            var old: [UInt64] = []
            page.forEach { tag, word in if word & TagEntry.renewalBit != renewal { old.append(tag) } }
            for tag in old { page.remove(tag) }
        }
    }

    /// Replaces what is known of a fingerprint; `nil` removes it.
    func set(_ entry: TagEntry?, of fingerprint: TagFingerprint) {
        let (root, tag) = place(of: fingerprint)
        var page = Directory(packed: root.pointee.load(ordering: .relaxed)).page(of: tag)
        switch (page.word(of: tag, at: tag), entry) {
        case (nil, nil): break
        case (_?, nil): page.remove(tag)
        case (_?, let entry?): page.update(tag, entry.word | renewal)
        case (nil, let entry?):
            while page.count >= TagPage.limit {
                split(page, of: tag, root)
                page = Directory(packed: root.pointee.load(ordering: .relaxed)).page(of: tag)
            }
            page.insert(tag, entry.word | renewal)
        }
    }

    @inline(__always)
    private func place(of fingerprint: TagFingerprint) -> (root: UnsafeMutablePointer<Atomic<UInt>>, tag: UInt64) {
        // The part is x (4 - x) / 3 of the parts for x in 0..<1, of which these are the first 14 bits.
        let x = fingerprint.low >> 50
        let part = (x &* (4 << 14 &- x)) / (3 << 22)
        // A free slot is zero, so the one fingerprint in 2^64 that is too shares the tag of another.
        return (roots + Int(part), max(fingerprint.low << 14 | fingerprint.high >> 50, 1))
    }

    private func split(_ page: TagPage, of tag: UInt64, _ root: UnsafeMutablePointer<Atomic<UInt>>) {
        var directory = Directory(packed: root.pointee.load(ordering: .relaxed))
        if page.depth == directory.depth {
            let larger = Directory(at: memory.directory(depth: directory.depth + 1), depth: directory.depth + 1)
            for index in 0..<(1 << larger.depth) { larger.set(index, directory.page(at: index >> 1)) }
            root.pointee.store(larger.packed, ordering: .releasing)
            directory = larger
        }
        let upper = memory.page()
        var moved: [UInt64] = []
        page.forEach { tag, word in
            guard (tag << page.depth) >> 63 == 1 else { return }
            moved.append(tag)
            upper.insert(tag, word)
        }
        page.depth += 1
        upper.depth = page.depth
        // The entries that share the page's bits and have a one after them.
        let span = 1 << (directory.depth - page.depth)
        let first = directory.index(of: tag) & ~(2 * span - 1) + span
        for index in first..<(first + span) { directory.set(index, upper) }
        for tag in moved { page.remove(tag) }
    }
}

/// What a table knows of a fingerprint, in 32 bits.
struct TagEntry: Sendable, Hashable {
    /// The account with the smallest number.
    let oldest: UInt32
    /// Whether there are more.
    let isShared: Bool

    /// The largest number that an entry can hold.
    static let largest: UInt32 = 0x3fff_ffff

    init(_ oldest: UInt32, isShared: Bool) {
        self.oldest = oldest
        self.isShared = isShared
    }

    fileprivate init(word: UInt32) {
        self.init(word & TagEntry.largest, isShared: word & TagEntry.sharedBit != 0)
    }

    fileprivate var word: UInt32 { isShared ? oldest | TagEntry.sharedBit : oldest }

    private static let sharedBit: UInt32 = 1 << 31
    /// Which renewal has last seen the entry.
    fileprivate static let renewalBit: UInt32 = 1 << 30
}

/// The pages of one part, by the upper bits of a tag.
private struct Directory {
    private let start: UnsafeMutablePointer<Atomic<UInt>>
    let depth: Int

    init(at start: UnsafeMutablePointer<Atomic<UInt>>, depth: Int) {
        self.start = start
        self.depth = depth
    }

    @inline(__always)
    init(packed: UInt) {
        depth = Int(packed & 63)
        start = UnsafeMutablePointer(bitPattern: packed & ~63).unsafelyUnwrapped
    }

    var packed: UInt { UInt(bitPattern: start) | UInt(depth) }

    @inline(__always)
    func index(of tag: UInt64) -> Int {
        // In two steps, because a shift by 64 would be none at all.
        Int(truncatingIfNeeded: (tag >> 1) &>> UInt64(63 - depth))
    }

    @inline(__always)
    func page(of tag: UInt64) -> TagPage { page(at: index(of: tag)) }

    @inline(__always)
    func page(at index: Int) -> TagPage {
        let address = (start + index).pointee.load(ordering: .acquiring)
        return TagPage(at: UnsafeMutableRawPointer(bitPattern: address).unsafelyUnwrapped)
    }

    func set(_ index: Int, _ page: TagPage) {
        (start + index).pointee.store(UInt(bitPattern: page.start), ordering: .releasing)
    }
}
