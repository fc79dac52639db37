/// The numbers that several ascending lists share, found by walking the lists in lockstep.
///
/// Each round seeks every list to the largest number that any of them has reached, so the work is bounded by the
/// *shortest* list, whatever the length of the others: its end ends the walk (leapfrog join; Veldhuizen, "Leapfrog
/// Triejoin", ICDT 2014).
enum LockstepWalk {
    /// The smallest `limit` shared numbers.
    ///
    /// - Parameters:
    ///   - lists: how many lists there are, at least one.
    ///   - seek: the first number of a list that is at least the given one; `nil` past its end.
    static func shared(
        lists: Int,
        limit: Int,
        seek: (_ list: Int, _ from: Int64) throws -> Int64?
    ) rethrows -> [Int64] {
        var found: [Int64] = []
        var candidate: Int64 = 0
        var agreeing = 0
        var list = 0
        while found.count < limit {
            guard let number = try seek(list, candidate) else { return found }
            if number == candidate {
                agreeing += 1
            } else {
                candidate = number
                agreeing = 1
            }
            if agreeing == lists {
                found.append(candidate)
                candidate += 1
                agreeing = 0
            }
            list = (list + 1) % lists
        }
        return found
    }
}
