import Benchmark
import Concord

/// Pages of a listing whose shape is ready, and of one that has none; the baseline reads the same rows.
func listingRows(_ size: Int) {
    pageRow("listing, first page, two sort keys", size, .sorted, at: 0)
    pageRow("listing, deep page, two sort keys", size, .sorted, at: size * 9 / 10)
    pageRow("listing, deep page, = filter and two sort keys", size, .filtered, at: size * 9 / 10)

    let pairing = Pairing("listing, page without a shape", size, beside: "C: all rows")
    Benchmark(pairing.name) { (benchmark: Benchmark, pair: ListingPair) in
        let query = PersonQuery(order: ListingPair.unshaped)
        try await pairing.measure(benchmark, calls: 1) {
            blackHole(try await pair.engine.persons(query))
        } baseline: {
            blackHole(pair.bareScan())
        }
    } setup: {
        try await ListingPair(size)
    }
}

private func pageRow(_ row: String, _ size: Int, _ shape: ListingPair.Shape, at offset: Int) {
    let pairing = Pairing(row, size, beside: "C: the range and the rows")
    Benchmark(pairing.name) { (benchmark: Benchmark, pair: ListingPair) in
        var place = pair.place(shape, offset)
        var query = PersonQuery(order: ListingPair.order, start: place.person, limit: ListingPair.pageSize)
        if shape == .filtered {
            let person = try await pair.engine.persons(PersonQuery(start: place.person, limit: 1)).persons[0]
            let company = person.properties["user.company"] ?? .null
            query.filters = [try Filter(.include, .property("user.company"), .equal, company)]
        }
        let calls = 20
        try await pairing.measure(benchmark, calls: calls) {
            for _ in 0..<calls { blackHole(try await pair.engine.persons(query)) }
        } baseline: {
            for _ in 0..<calls { blackHole(pair.barePage(shape, from: &place)) }
        }
    } setup: {
        try await ListingPair(size)
    }
}
