import Synchronization

extension Store {
    /// Answers a listing from one snapshot. A shape that would have helped is built after the answer: nobody waits for it.
    func list(_ query: PersonQuery, project: String) async throws -> PersonPage {
        let bound = configuration.maximumRequestedShapes
        let (page, missing) = try await read { lookup in
            let listing = try PersonListing(query, project: project, on: lookup)
            return (try listing.page(), listing.missingShape(bound: bound))
        }
        if let missing, !configuration.isReadOnly { buildInBackground(missing) }
        return page
    }

    /// Registers a shape and fills it in, however long that takes; does nothing past the bound.
    func build(_ shape: ListingShape, _ origin: ShapeRecord.Origin) async throws {
        guard let record = try await queue.write({ try $0.register(shape, origin) }) else { return }
        while try await !queue.write({ try $0.fillSlice(of: record) }) { try Task.checkCancellation() }
    }

    /// Waits for the shapes that are being built; at the deadline they stop where they are.
    func finishShapes(within duration: Duration) async {
        let tasks = shapeTasks.withLock { Array($0.values) }
        if tasks.isEmpty { return }
        let timer = Task {
            try await Task.sleep(for: duration)
            for task in tasks { task.cancel() }
        }
        for task in tasks { await task.value }
        timer.cancel()
    }

    private func buildInBackground(_ shape: ListingShape) {
        shapeTasks.withLock { tasks in
            if tasks[shape] != nil { return }
            tasks[shape] = Task.detached(priority: .utility) { [self] in
                // The listing has its answer without the shape. Whatever fails here (a busy database, a full disk, the
                // engine's end) leaves the cursor where it was, and the next listing of the shape goes on.
                try? await build(shape, .requested)
                shapeTasks.withLock { $0[shape] = nil }
            }
        }
    }
}
