/// The words that synthetic people are made of. Data of a generator: nobody is meant.
struct PeopleNames: Sendable {
    private let givenNames: [String]
    private let nicknames: [String: [String]]
    private let surnames: [String]

    init() {
        givenNames = Self.given.split(separator: " ").map(String.init)
        surnames = Self.surnames.split(separator: " ").map(String.init)
        var nicknames: [String: [String]] = [:]
        for line in Self.short.split(separator: ",") {
            let words = line.split(separator: " ").map(String.init)
            nicknames[words[0]] = Array(words.dropFirst())
        }
        self.nicknames = nicknames
    }

    func given(_ random: inout SeededGenerator) -> String {
        let rank = random.rank(900, offset: 45)
        return rank < givenNames.count ? givenNames[rank] : fixedName(2, number: rank)
    }

    func surname(invented: Double, _ random: inout SeededGenerator) -> String {
        guard !random.chance(invented) else { return syllables(3, &random) }
        let rank = random.rank(6000, offset: 25)
        return rank < surnames.count ? surnames[rank] : fixedName(3, number: rank)
    }

    /// A name made of syllables, the same for the same number: the lists end, the frequencies go on.
    private func fixedName(_ count: Int, number: Int) -> String {
        var random = SeededGenerator(seed: UInt64(number))
        return syllables(count, &random)
    }

    func nickname(of name: String, _ random: inout SeededGenerator) -> String {
        nicknames[name].map { random.pick($0) } ?? name
    }

    /// About two thousand places, the first ones larger.
    func city(_ random: inout SeededGenerator) -> String {
        var place = SeededGenerator(seed: UInt64(random.rank(2000, offset: 60)) &+ 77)
        let name = syllables(2, &place)
        return place.chance(0.2) ? "\(name) \(place.pick(Self.cityWords))" : name
    }

    func postcode(_ random: inout SeededGenerator) -> String { String(2000 + random.rank(1500, offset: 300)) }

    private func syllables(_ count: Int, _ random: inout SeededGenerator) -> String {
        (0..<count).map { _ in random.pick(Self.onsets) + random.pick(Self.vowels) }.joined()
            + random.pick(Self.codas)
    }

    static let mailDomains = [
        "gmail.com", "gmail.com", "gmail.com", "outlook.com", "yahoo.com", "hotmail.com", "icloud.com", "proton.me",
    ]
    static let junkEmails = ["test@test.com", "noreply@gmail.com", "info@acme.example", "none@none.com"]
    static let companies = [
        "Acme", "Globex", "Initech", "Umbrella", "Hooli", "Stark", "Wayne", "Wonka", "Tyrell", "Cyberdyne",
    ]
    private static let onsets = [
        "b", "br", "c", "ch", "d", "dr", "f", "g", "gr", "h", "j", "k", "kl", "l", "m", "n", "p", "r", "s", "st", "t",
        "tr",
        "v", "w", "z",
    ]
    private static let vowels = ["a", "e", "i", "o", "u", "ai", "ei", "ou"]
    private static let codas = ["", "", "n", "r", "s", "l", "th", "ck", "nd", "rt", "m"]
    private static let cityWords = ["park", "heights", "north", "beach", "hill"]

    private static let given = """
        james mary robert patricia john jennifer michael linda david elizabeth william barbara richard susan joseph jessica \
        thomas sarah christopher karen charles lisa daniel nancy matthew betty anthony sandra mark margaret donald ashley \
        steven kimberly andrew emily paul donna joshua michelle kenneth carol kevin amanda brian melissa george deborah \
        timothy stephanie ronald rebecca jason sharon edward laura jeffrey cynthia ryan dorothy jacob amy gary kathleen \
        nicholas angela eric shirley jonathan emma stephen brenda larry pamela justin nicole scott anna brandon samantha \
        benjamin katherine samuel christine gregory helen alexander debra patrick rachel frank carolyn raymond janet jack \
        maria dennis catherine jerry heather tyler diane aaron olivia jose julie adam joyce nathan victoria henry ruth \
        zachary virginia douglas lauren peter kelly kyle christina noah joan ethan evelyn jeremy judith walter andrea \
        christian hannah keith megan roger cheryl terry jacqueline austin martha sean madison gerald teresa carl gloria \
        harold sara dylan janice arthur ann lawrence kathryn jordan abigail jesse sophia bryan frances billy jean bruce \
        alice gabriel judy joe isabella logan julia alan grace juan amber albert denise willie danielle elijah marilyn \
        wayne beverly randy charlotte vincent natalie mason theresa roy diana ralph brittany bobby doris russell kayla
        """
    private static let surnames = """
        smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez gonzalez wilson anderson \
        thomas taylor moore jackson martin lee perez thompson white harris sanchez clark ramirez lewis robinson walker \
        young allen king wright scott torres nguyen hill flores green adams nelson baker hall rivera campbell mitchell \
        carter roberts gomez phillips evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy \
        cook rogers gutierrez ortiz morgan cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson \
        brooks chavez wood james bennett gray mendoza ruiz hughes price alvarez castillo sanders patel myers long ross \
        foster jimenez powell jenkins perry russell sullivan bell coleman butler henderson barnes fisher vasquez simmons \
        graham murray freeman wells webb simpson stevens tucker porter hunter hicks crawford henry boyd mason kennedy \
        warren dixon burns gordon shaw holmes rice robertson hunt black daniels palmer mills nichols grant knight ferguson \
        stone hawkins dunn perkins hudson spencer gardner stephens payne pierce berry matthews arnold wagner willis ray \
        watkins olson carroll duncan snyder hart cunningham bradley lane andrews harper fox riley armstrong carpenter
        """
    private static let short = """
        james jim jimmy,robert bob rob,john johnny jack,michael mike mick,david dave,elizabeth liz beth,william bill will,\
        richard rick dick,joseph joe,thomas tom,christopher chris,charles charlie,daniel dan,matthew matt,anthony tony,\
        margaret maggie peggy,steven steve,andrew andy drew,joshua josh,kenneth ken,edward ed ted,timothy tim,ronald ron,\
        rebecca becky,nicholas nick,jonathan jon,stephen steve,benjamin ben,samantha sam,katherine kate kathy,samuel sam,\
        gregory greg,alexander alex,patrick pat,raymond ray,catherine cathy,victoria vicky,zachary zac,jacob jake,\
        nathan nate,jacqueline jackie,teresa terry,lawrence larry,abigail abby,gabriel gabe,albert al bert,vincent vince
        """
}
