/// Measures of how alike two strings are, over bytes.
public enum StringDistance {
    /// Jaro's similarity with Winkler's bonus for a common prefix of up to four bytes, 0...1.
    ///
    /// Only the first 64 bytes count. Winkler, "String Comparator Metrics and Enhanced Decision Rules in the Fellegi-Sunter
    /// Model of Record Linkage" (1990), without the later adjustments. Quadratic in the length.
    public static func jaroWinkler(_ a: String, _ b: String) -> Double {
        withBytes(a, b) { jaroWinkler($0, $1) }
    }

    /// The optimal string alignment distance (insertions, deletions, substitutions, swaps of neighbours), if at most `limit`.
    ///
    /// Linear in the length times `limit`.
    public static func edits(_ a: String, _ b: String, limit: Int) -> Int? {
        withBytes(a, b) { edits($0, $1, limit: limit) }
    }

    private static func withBytes<Result>(
        _ a: String,
        _ b: String,
        _ body: (UnsafeBufferPointer<UInt8>, UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        var (a, b) = (a, b)
        return a.withUTF8 { a in b.withUTF8 { b in body(a, b) } }
    }

    static func jaroWinkler(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>) -> Double {
        let (lengthA, lengthB) = (min(a.count, 64), min(b.count, 64))
        guard lengthA > 0, lengthB > 0 else { return a.count == b.count ? 1 : 0 }
        let window = max(0, max(lengthA, lengthB) / 2 - 1)
        var (matchedA, matchedB): (UInt64, UInt64) = (0, 0)
        for i in 0..<lengthA {
            for j in max(0, i - window)..<max(max(0, i - window), min(lengthB, i + window + 1))
            where a[i] == b[j] && matchedB & (1 << UInt64(j)) == 0 {
                matchedA |= 1 << UInt64(i)
                matchedB |= 1 << UInt64(j)
                break
            }
        }
        let matches = matchedA.nonzeroBitCount
        guard matches > 0 else { return 0 }
        var transposed = 0
        while matchedA != 0 {
            if a[matchedA.trailingZeroBitCount] != b[matchedB.trailingZeroBitCount] { transposed += 1 }
            matchedA &= matchedA - 1
            matchedB &= matchedB - 1
        }
        let m = Double(matches)
        let jaro = (m / Double(lengthA) + m / Double(lengthB) + (m - Double(transposed / 2)) / m) / 3
        let prefix = zip(a.prefix(4), b.prefix(4)).prefix { $0 == $1 }.count
        return jaro + 0.1 * Double(prefix) * (1 - jaro)
    }

    static func edits(_ a: UnsafeBufferPointer<UInt8>, _ b: UnsafeBufferPointer<UInt8>, limit: Int) -> Int? {
        guard abs(a.count - b.count) <= limit else { return nil }
        // Equal ends cost nothing and change nothing.
        var (low, highA, highB) = (0, a.count, b.count)
        while low < highA, low < highB, a[low] == b[low] { low += 1 }
        while highA > low, highB > low, a[highA - 1] == b[highB - 1] { (highA, highB) = (highA - 1, highB - 1) }
        let rest = (highA - low, highB - low)
        switch rest {
        case (0, _), (_, 0): return max(rest.0, rest.1)
        case (1, 1): return limit >= 1 ? 1 : nil
        case (2, 2) where a[low] == b[low + 1] && a[low + 1] == b[low]: return limit >= 1 ? 1 : nil
        // What is left after trimming differs at both ends, so no single edit can repair it.
        default: return limit < 2 ? nil : table(a, b, low, rest, limit: limit)
        }
    }

    /// Fills the table of distances between the middles row by row, three rows in turn, cells within `limit` of the diagonal only.
    private static func table(
        _ a: UnsafeBufferPointer<UInt8>,
        _ b: UnsafeBufferPointer<UInt8>,
        _ low: Int,
        _ rest: (Int, Int),
        limit: Int
    ) -> Int? {
        let (width, far) = (rest.1 + 1, limit + 1)
        return withUnsafeTemporaryAllocation(of: Int.self, capacity: width * 3) { cells in
            for j in 0..<width { cells[j] = min(j, far) }
            for i in 1...rest.0 {
                let (above, here, twoAbove) = ((i - 1) % 3 * width, i % 3 * width, (i + 1) % 3 * width)
                let (first, last) = (max(1, i - limit), min(rest.1, i + limit))
                guard first <= last else { return nil }
                cells[here + first - 1] = first == 1 ? min(i, far) : far
                var best = cells[here + first - 1]
                for j in first...last {
                    var cost = min(cells[above + j], cells[here + j - 1]) + 1
                    cost = min(cost, cells[above + j - 1] + (a[low + i - 1] == b[low + j - 1] ? 0 : 1))
                    if i > 1, j > 1, a[low + i - 1] == b[low + j - 2], a[low + i - 2] == b[low + j - 1] {
                        cost = min(cost, cells[twoAbove + j - 2] + 1)
                    }
                    cells[here + j] = min(cost, far)
                    best = min(best, cells[here + j])
                }
                if last < rest.1 { cells[here + last + 1] = far }
                // A swap may still reach back over this row, but never from one that is at the limit already.
                if best > limit, (first...last).allSatisfy({ cells[above + $0 - 1] >= limit }) { return nil }
            }
            let distance = cells[rest.0 % 3 * width + rest.1]
            return distance <= limit ? distance : nil
        }
    }
}
