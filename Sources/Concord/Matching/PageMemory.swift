import Synchronization

/// Where pages and directories come from; freed all at once.
struct PageMemory {
    private static let pagesAtOnce = 16
    private(set) var pages: [TagPage] = []
    private var blocks: [UnsafeMutableRawPointer] = []
    private var next: UnsafeMutableRawPointer?
    private var left = 0
    private(set) var bytes = 0

    mutating func page() -> TagPage {
        if left == 0 {
            next = allocate(PageMemory.pagesAtOnce * TagPage.bytes, alignment: TagPage.bytes)
            left = PageMemory.pagesAtOnce
        }
        let page = TagPage(at: next.unsafelyUnwrapped)
        left -= 1
        next = page.start + TagPage.bytes
        pages.append(page)
        return page
    }

    mutating func directory(depth: Int) -> UnsafeMutablePointer<Atomic<UInt>> {
        allocate(MemoryLayout<UInt>.size << depth, alignment: 64).assumingMemoryBound(to: Atomic<UInt>.self)
    }

    func free() { for block in blocks { block.deallocate() } }

    private mutating func allocate(_ count: Int, alignment: Int) -> UnsafeMutableRawPointer {
        let block = UnsafeMutableRawPointer.allocate(byteCount: count, alignment: alignment)
        block.initializeMemory(as: UInt8.self, repeating: 0, count: count)
        blocks.append(block)
        bytes += count
        return block
    }
}
