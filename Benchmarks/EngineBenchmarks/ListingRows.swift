import Benchmark
import Concord

/// Pages of a listing whose shape is ready, and of one that has none; the baseline reads the same rows.
func listingRows() {
    page("listing: first page, two sort keys", .sorted, at: 0)
    page("listing: deep page, two sort keys", .sorted, at: Fixture.size * 9 / 10)
    page("listing: deep page, = filter and two sort keys", .filtered, at: Fixture.size * 9 / 10)

    Benchmark("listing: page without a shape") { (benchmark: Benchmark, pair: ListingPair) in
        let query = PersonQuery(order: ListingPair.unshaped)
        try await Pairing.measure(benchmark, calls: 1) {
            blackHole(try await pair.engine.persons(query))
        } baseline: {
            blackHole(pair.bareScan())
        }
    } setup: {
        try await ListingPair.shared.value
    }
}

private func page(_ name: String, _ shape: ListingPair.Shape, at offset: Int) {
    Benchmark(name) { (benchmark: Benchmark, pair: ListingPair) in
        var place = pair.place(shape, offset)
        var query = PersonQuery(order: ListingPair.order, start: place.person, limit: ListingPair.pageSize)
        if shape == .filtered {
            let person = try await pair.engine.persons(PersonQuery(start: place.person, limit: 1)).persons[0]
            let company = person.properties["user.company"] ?? .null
            query.filters = [try Filter(.include, .property("user.company"), .equal, company)]
        }
        let calls = 20
        try await Pairing.measure(benchmark, calls: calls) {
            for _ in 0..<calls { blackHole(try await pair.engine.persons(query)) }
        } baseline: {
            for _ in 0..<calls { blackHole(pair.barePage(shape, from: &place)) }
        }
    } setup: {
        try await ListingPair.shared.value
    }
}
