import Concord
import ConcordTesting
import Testing

/// `concord person why`, `why-not`, `how`, `join`, `separate` and `withdraw`.
@Suite struct PersonDecisionTests {
    private let people: People

    init() throws { people = try People() }

    @Test func whyNamesTheEvidence() throws {
        let why = try people.person("why", People.ada, "channel:default:c-1")
        #expect(why["steps"]?.array?.count == 1)
        #expect(why["steps"]?.array?[0]["evidence", "identifier"] == "customerId")
        #expect(
            try people.run("person", "why", People.ada, "channel:default:c-1").output == """
                They are one person:
                - Both carry the customer id c-1, set by usercom:default key and channel:default key.\n
                """
        )
    }

    @Test func whyNotNamesTheRule() throws {
        let objection = try people.person("why-not", People.twin, People.otherTwin)
        #expect(objection["findings"]?.array?.map { $0["reason"]?.string } == ["cleanSpace"])
        let text = try people.run("person", "why-not", People.twin, People.otherTwin).output
        #expect(text.hasPrefix("They are not one person:\n- Both carry the phone number +12025550170, "))
        #expect(text.contains("two keys of usercom:default"))
    }

    @Test func aQuestionWithAWrongPremiseIsAnsweredWithNullAndAHint() throws {
        #expect(try people.person("why", People.twin, People.otherTwin) == .null)
        #expect(try people.person("why-not", People.ada, "channel:default:c-1") == .null)
        let why = try people.run("person", "why", People.twin, People.otherTwin)
        #expect(why.output == "They are not one person; why-not says what keeps them apart.\n")
        let whyNot = try people.run("person", "why-not", People.ada, "channel:default:c-1")
        #expect(whyNot.output == "They are one person; why says what ties them together.\n")
    }

    @Test func howListsTheSteps() throws {
        let steps = try people.person("how", People.ada)["steps"]?.array ?? []
        #expect(steps.map { $0["evidence", "identifier"]?.string } == ["customerId", "email"])
        let text = try people.run("person", "how", People.twin).output
        #expect(text == "The person has one account; nothing had to be joined.\n")
    }

    @Test func joinThenWithdrawIsAsIfNothingHadBeen() throws {
        let before = [try people.person("show", People.twin), try people.person("show", People.otherTwin)]
        let joined = try people.person("join", People.twin, People.otherTwin, "--by", "Eve", "--because", "asked her")
        #expect(joined["decisions"] == [1])
        #expect(joined["persons"]?.array?.count == 1)
        #expect(try people.person("show", People.twin) == people.person("show", People.otherTwin))
        let kept = try PlainDatabase.rows("SELECT made_by, because FROM decision", at: people.store.path)
        #expect(kept == [#"[made_by:"Eve" because:"asked her"]"#])
        let withdrawn = try people.run("person", "withdraw", People.twin, People.otherTwin)
        #expect(withdrawn.output.hasPrefix("Withdrawn: decision 1. They are two persons now:\n"))
        #expect(try [people.person("show", People.twin), people.person("show", People.otherTwin)] == before)
    }

    @Test func separateParts() throws {
        let parted = try people.run("person", "separate", People.ada, "channel:default:c-1")
        #expect(parted.status == 0)
        #expect(parted.output.hasPrefix("Decided: decision 1. They are two persons now:\n"))
        let objection = try people.person("why-not", People.ada, "channel:default:c-1")
        #expect(objection["findings"]?.array?.first?["reason"] == "different")
    }

    @Test func decisionsThatCannotBeAreRefusedWithARemedy() throws {
        let again = try people.run("person", "join", People.ada, "channel:default:c-1")
        #expect(again.status == 1)
        #expect(again.errors.hasPrefix("concord: Both are one person already. "))
        #expect(try people.run("person", "separate", People.ada, People.ada).status == 1)
        #expect(try people.run("person", "withdraw", People.ada, People.twin).status == 1)
    }

    @Test func aDecisionThatOthersContradictIsRefusedWithTheChain() throws {
        for decision in [["join", People.ada, People.twin], ["separate", People.twin, People.otherTwin]] {
            _ = try people.person(decision[0], decision[1], decision[2])
        }
        let result = try people.run("person", "join", People.ada, People.otherTwin)
        #expect(result.status == 1)
        #expect(
            result.errors == """
                concord: Decisions that stand say that they are different: 1, 2. Withdraw one of these decisions first.\n
                """
        )
    }
}
