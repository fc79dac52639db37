import Concord
import Foundation
import HTTPTypes

/// The page at `/`: what runs here, how it is, and a line to try each endpoint with.
struct LandingPage {
    /// The address that the caller used, such as `http://127.0.0.1:8080`.
    let address: String
    let asksForKeys: Bool
    let apis: [any VendorAPI]
    /// How many accounts each space has.
    let spaces: [(space: Space, accounts: Int)]
    let isWritable: Bool

    var html: String {
        """
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="color-scheme" content="light dark">
        <title>Concord</title>
        <style>\(LandingPage.style)</style>
        <body>
        <main>
        <header>
        <h1>Concord</h1>
        <p>One store for the users of a chatbot, a CRM and a live chat, in their own API shapes.</p>
        <p class="state \(isWritable ? "good" : "bad")">\(isWritable ? "Ready" : "The store cannot be written")</p>
        </header>
        \(accounts)
        \(apis.map(section).joined(separator: "\n"))
        <footer><a href="/openapi.json">openapi.json</a> <a href="/metrics">metrics</a> \
        <a href="/healthz">healthz</a> <a href="/readyz">readyz</a></footer>
        </main>
        </body>
        </html>
        """
    }

    private var accounts: String {
        if spaces.isEmpty { return "<section><h2>Accounts</h2><p>None yet.</p></section>" }
        let rows = spaces.map { space, accounts in
            """
            <tr><td>\(LandingPage.escaped(space.vendor.rawValue))</td><td>\(LandingPage.escaped(space.scope))</td>\
            <td class="number">\(accounts)</td></tr>
            """
        }
        return """
            <section><h2>Accounts</h2><table><thead><tr><th>vendor</th><th>scope</th>\
            <th class="number">accounts</th></tr></thead><tbody>\(rows.joined())</tbody></table></section>
            """
    }

    private func section(_ api: any VendorAPI) -> String {
        let endpoints = api.endpoints.filter { $0.path.description != "/" }.map { endpoint in
            """
            <details><summary><b>\(endpoint.method.rawValue)</b> <code>\(LandingPage.escaped("\(endpoint.path)"))</code> \
            <span>\(LandingPage.escaped(endpoint.description.summary))</span></summary>\
            <pre>\(LandingPage.escaped(curl(endpoint, of: api)))</pre></details>
            """
        }
        return "<section><h2>\(LandingPage.escaped(api.name))</h2>\(endpoints.joined(separator: "\n"))</section>"
    }

    /// A line for a shell that calls an endpoint.
    private func curl(_ endpoint: Endpoint, of api: any VendorAPI) -> String {
        var words = ["curl"]
        if endpoint.method != .get { words.append("-X \(endpoint.method.rawValue)") }
        if endpoint.role != nil {
            words +=
                (asksForKeys ? api.keyHeaders : []).map { "-H '\($0)'" }
                + api.scopeHeaders.filter(\.isRequired).map { "-H '\($0.name): NAME'" }
        }
        if let body = endpoint.description.body {
            words.append("-H 'Content-Type: application/json' -d '\((body.example ?? [:]).text)'")
        }
        let query = endpoint.description.query.filter(\.isRequired).map { "\($0.name)={\($0.name)}" }
        let target = "\(address)\(endpoint.path)" + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
        return words.joined(separator: " ") + " '\(target)'"
    }

    static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("'", with: "&#39;")
    }

    private static let style = """
        :root { --ink: #1c2430; --faint: #5d6878; --paper: #fbfbfa; --card: #fff; --line: #dfe3e8; --accent: #2457a6;
          --good: #1d7a46; --bad: #b3261e; }
        @media (prefers-color-scheme: dark) { :root { --ink: #e6e9ee; --faint: #9aa5b4; --paper: #14171c;
          --card: #1b2027; --line: #2d343e; --accent: #8ab4f8; --good: #6fcf97; --bad: #f28b82; } }
        body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 3rem; }
        h1 { margin: 0; font-size: 2rem; letter-spacing: -.02em; }
        h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
        header p { margin: .25rem 0; color: var(--faint); }
        .state::before { content: "● "; } .state.good { color: var(--good); } .state.bad { color: var(--bad); }
        section { margin-top: 1.5rem; padding: 1rem; background: var(--card); border: 1px solid var(--line);
          border-radius: .5rem; }
        table { border-collapse: collapse; width: 100%; }
        th, td { padding: .25rem .5rem; text-align: left; border-bottom: 1px solid var(--line); }
        th { color: var(--faint); font-weight: 500; } .number { text-align: right; font-variant-numeric: tabular-nums; }
        details { padding: .3rem 0; border-top: 1px solid var(--line); } summary { cursor: pointer; }
        summary b { display: inline-block; min-width: 4rem; color: var(--accent); font-size: .85rem; }
        summary span { color: var(--faint); margin-left: .5rem; }
        @media (max-width: 40rem) { summary span { display: block; margin: 0 0 0 1rem; } }
        code, pre { font: .85rem/1.5 ui-monospace, monospace; }
        pre { overflow-x: auto; margin: .5rem 0; padding: .75rem; background: var(--paper); border-radius: .4rem; }
        footer { margin-top: 1.5rem; } a { color: var(--accent); margin-right: 1rem; }
        """
}
