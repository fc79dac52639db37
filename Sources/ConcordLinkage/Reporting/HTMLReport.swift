/// The report of a run: one page without scripts, network or other files, for light and dark screens of any width.
struct HTMLReport {
    let title: String
    let rows: Int
    let result: LinkageResult
    /// The id of a row, as the other outputs write it.
    let id: (Int) -> String

    func page() -> String {
        """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Linkage of \(Self.escaped(title))</title><style>\(Self.style)</style></head><body><main>
        <h1>Linkage of \(Self.escaped(title))</h1>
        \(headline)\(quality)\(fields)\(model)\(scores)\(curve)\(clusters)\(blocking)\(hardest)
        </main></body></html>

        """
    }

    private var headline: String {
        let figures = [
            ("rows", Self.grouped(rows)), ("clusters", Self.grouped(result.clusterCount)),
            ("matching pairs", Self.grouped(result.matchCount)), ("possible pairs", Self.grouped(result.possibleCount)),
            ("pairs compared", Self.grouped(result.pairsCompared)), ("blocks", Self.grouped(result.blockCount)),
        ]
        return cards(figures)
    }

    private var quality: String {
        guard let quality = result.quality else { return "" }
        let figures = [
            ("pairwise precision", decimal(quality.pairwise.precision, 4)),
            ("recall", decimal(quality.pairwise.recall, 4)),
            ("F1", decimal(quality.pairwise.f1, 4)), ("B-cubed F1", decimal(quality.bcubed.f1, 4)),
            ("blocking recall", quality.blockingRecall.map { decimal($0, 4) } ?? "–"),
            ("largest cluster / person", "\(quality.largestCluster) / \(quality.largestTruth)"),
        ]
        return section("Against the truth", cards(figures))
    }

    private var fields: String {
        let rows = result.assignments.map { ["\(Self.escaped($0.column))", $0.kind.rawValue] }
        let junk = result.junk.prefix(20).map {
            [Self.escaped($0.field), Self.escaped($0.value), Self.grouped($0.rows), Self.grouped($0.names)]
        }
        let found =
            junk.isEmpty
            ? ""
            : "<h3>Values nobody owns, treated as missing</h3>"
                + table(["field", "value", "rows", "names"], Array(junk))
        return section("Fields", table(["column", "taken for"], rows) + found)
    }

    private var model: String {
        let charts = result.model.fields.map { field in
            "<figure><figcaption>\(Self.escaped(field.name)) <small>\(field.kind.rawValue)</small></figcaption>"
                + "\(levelChart(field))</figure>"
        }
        let prior = decimal(result.model.priorWeight, 1)
        return section(
            "What agreement weighs",
            "<p>Bits of evidence for one person (right) or two (left), by how alike two values are; beside them how often pairs of "
                + "one person (m) and of two (u) show it. Two rows taken at random start at \(prior) bits.</p>"
                + "<div class=\"grid\">\(charts.joined())</div>"
        )
    }

    private var scores: String {
        section("Weights of pairs", "<figure>\(histogramChart())</figure>")
    }

    private var curve: String {
        guard result.curve.count > 1 else { return "" }
        let note =
            "<p>Of scored pairs, before clustering; rows that are equal in all fields count once, which keeps recall low.</p>"
        return section("Precision and recall of pairs by threshold", "<figure>\(curveChart())\(note)</figure>")
    }

    private var clusters: String {
        var sizes = [Int](repeating: 0, count: result.clusterCount + 1)
        for cluster in result.clusters { sizes[cluster] += 1 }
        var counts: [Int: Int] = [:]
        for size in sizes.dropFirst() { counts[size, default: 0] += 1 }
        let rows = counts.sorted { $0.key < $1.key }.prefix(40).map { ["\($0.key)", Self.grouped($0.value)] }
        return section("Cluster sizes", table(["rows", "clusters"], Array(rows)))
    }

    private var blocking: String {
        let rules = table(["rule", "new pairs"], result.rules.map { [Self.escaped($0.name), Self.grouped($0.pairs)] })
        let hot = result.hotBlocks.prefix(15).map {
            [
                Self.escaped($0.rule), Self.escaped($0.value), Self.grouped($0.profiles),
                Self.escaped($0.refinedBy ?? "–"), Self.grouped($0.skippedPairs),
            ]
        }
        let blocks = "<h3>Hot blocks</h3>" + table(["rule", "value", "rows", "split by", "pairs skipped"], Array(hot))
        return section("Blocking", rules + (hot.isEmpty ? "" : blocks))
    }

    private var hardest: String {
        guard !result.hardest.isEmpty else { return "" }
        let figures = result.hardest.map { waterfall in
            "<figure><figcaption>\(id(waterfall.rows.a)) and \(id(waterfall.rows.b)) "
                + "<small>\(decimal(waterfall.weight, 1)) bits</small></figcaption>\(waterfallChart(waterfall))</figure>"
        }
        return section("The hardest pairs", "<div class=\"grid\">\(figures.joined())</div>")
    }
}

// MARK: - Parts of the page

extension HTMLReport {
    private func section(_ title: String, _ content: String) -> String {
        "<section><h2>\(title)</h2>\(content)</section>\n"
    }

    private func cards(_ figures: [(String, String)]) -> String {
        "<dl class=\"cards\">" + figures.map { "<div><dt>\($0)</dt><dd>\($1)</dd></div>" }.joined() + "</dl>"
    }

    private func table(_ header: [String], _ rows: [[String]]) -> String {
        let head = header.map { "<th scope=\"col\">\($0)</th>" }.joined()
        let body = rows.map { "<tr>" + $0.map { "<td>\($0)</td>" }.joined() + "</tr>" }.joined()
        return "<div class=\"scroll\"><table><thead><tr>\(head)</tr></thead><tbody>\(body)</tbody></table></div>"
    }

    static func escaped(_ text: String) -> String {
        var escaped = ""
        for character in text {
            switch character {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            default: escaped.append(character)
            }
        }
        return escaped
    }

    /// A count with its thousands apart.
    static func grouped(_ number: Int) -> String {
        let digits = String(number)
        return String(
            digits.enumerated().flatMap { index, digit in
                index > 0 && (digits.count - index) % 3 == 0 ? ["\u{202F}", digit] : [digit]
            }
        )
    }

    private static let style = """
        :root{--paper:#fff;--card:#f4f6f8;--ink:#1b2733;--soft:#5b6b7a;--line:#d8dfe6;--for:#1f7a8c;--against:#c1553b;--mark:#8a6d1f}
        @media(prefers-color-scheme:dark){:root{--paper:#12171d;--card:#1b232c;--ink:#e6ecf1;--soft:#9aa9b7;--line:#303b46;\
        --for:#4fb3c8;--against:#e68a6f;--mark:#d9b85c}}
        *{box-sizing:border-box}body{margin:0;background:var(--paper);color:var(--ink);font:16px/1.5 system-ui,sans-serif}
        main{max-width:70rem;margin:0 auto;padding:1.5rem 1rem 4rem}h1{font-size:1.6rem;overflow-wrap:anywhere}
        h2{font-size:1.2rem;margin:2.5rem 0 .8rem;border-bottom:1px solid var(--line)}h3{font-size:1rem}p,small{color:var(--soft)}
        .cards{display:grid;grid-template-columns:repeat(auto-fit,minmax(9rem,1fr));gap:.6rem;margin:0}
        .cards div{background:var(--card);border-radius:.5rem;padding:.6rem .8rem}dt{color:var(--soft);font-size:.85rem}
        dd{margin:0;font-size:1.25rem;font-variant-numeric:tabular-nums}
        .grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,30rem),1fr));gap:1rem}
        figure{margin:0;background:var(--card);border-radius:.5rem;padding:.8rem}figcaption{font-weight:600;overflow-wrap:anywhere}
        svg{display:block;width:100%;height:auto;font:12px system-ui,sans-serif}svg text{fill:var(--ink)}svg .soft{fill:var(--soft)}
        svg .for{fill:var(--for)}svg .against{fill:var(--against)}svg .axis{stroke:var(--line)}
        svg .mark{stroke:var(--mark);stroke-dasharray:4 3}svg .marktext{fill:var(--mark)}
        svg .path-for{fill:none;stroke:var(--for);stroke-width:2}svg .path-against{fill:none;stroke:var(--against);stroke-width:2}
        .scroll{overflow-x:auto}table{border-collapse:collapse;font-size:.9rem;min-width:min(100%,24rem)}
        th,td{text-align:left;padding:.25rem .8rem .25rem 0;border-bottom:1px solid var(--line);font-variant-numeric:tabular-nums}
        th{color:var(--soft);font-weight:500}
        """
}
