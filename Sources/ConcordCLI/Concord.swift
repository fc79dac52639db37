import ArgumentParser
import Yams

@main struct C: ParsableCommand {}
