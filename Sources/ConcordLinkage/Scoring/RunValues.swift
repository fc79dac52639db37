/// The values of a run's members, by position in the run.
struct RunValues {
    let ids: UnsafeBufferPointer<SIMD4<UInt32>>
    /// The same, field by field.
    let cells: UnsafeBufferPointer<UInt32>
    let equalWeights: UnsafeBufferPointer<SIMD4<Float>>
    let best: UnsafeBufferPointer<SIMD4<Float>>
    let prior: Float
    let name: (given: Int, surname: Int)?
    let street: Int?

    /// Whether a field has a say in what another tells: a name in the other's column, a street that implies its city.
    @inline(__always) func isSpecial(_ first: Int, _ second: Int) -> Bool {
        let (x, y) = (first * best.count * 4, second * best.count * 4)
        if let name {
            let (givenX, surnameX) = (cells[x + name.given], cells[x + name.surname])
            if givenX != 0, givenX == cells[y + name.surname] { return true }
            if surnameX != 0, surnameX == cells[y + name.given] { return true }
        }
        return street.map { cells[x + $0] != 0 && cells[x + $0] == cells[y + $0] } ?? false
    }

    /// The most that a pair can weigh that is not special.
    @inline(__always) func bound(_ first: Int, _ second: Int) -> Float {
        var sum = SIMD4<Float>.zero
        for chunk in best.indices {
            let position = first * best.count + chunk
            let (x, y) = (ids[position], ids[second * best.count + chunk])
            sum += SIMD4<Float>.zero.replacing(with: best[chunk], where: (x .!= 0) .& (y .!= 0))
                .replacing(with: equalWeights[position], where: x .== y)
        }
        return prior + ((sum[0] + sum[1]) + (sum[2] + sum[3]))
    }
}

extension PairSieve {
    /// What two values equal to its own weigh, for each profile and field.
    static func equalWeights(_ scorer: PairScorer, threads: Int) -> [SIMD4<Float>] {
        let comparer = scorer.comparer
        let weights = comparer.fields.enumerated().map { index, field in
            zip(field.table.equalLevels, scorer.adjustments[index]).enumerated().map { id, value in
                id == 0 ? 0 : scorer.weights[index * Level.count + Int(value.0)] + value.1
            }
        }
        let chunks = comparer.chunks
        return Parallel.array(comparer.rows.count, threads: threads) { index in
            let (row, first) = (comparer.rows[index], index % chunks * 4)
            var result = SIMD4<Float>.zero
            for lane in 0..<min(4, weights.count - first) { result[lane] = weights[first + lane][Int(row[lane])] }
            return result
        }
    }
}
