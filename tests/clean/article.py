"""One article, invented for the tests of zones: each paragraph is body, whatever stands around it."""

ARTICLE = (
    "The harbour council of Lisse voted on Monday to close the northern quay for repairs until the end of the year.",
    "Engineers had warned in March that the wall could give way in a storm, according to a report that the council published.",
    "“We cannot wait for another winter,” said Ana Okafor, who leads the council. “The cost would only grow.”",
    "Fishermen who use the quay said they had not been asked. About forty boats will have to move to the southern side.",
    "The Kremlin has neither confirmed nor denied the report.",
    "The council expects to pay 12 million for the work, half of it from a national fund for ports.",
    "A decision on the fund is due in June, and the ministry declined to say whether it would agree.",
    "Last year a crane fell from the same quay and two workers were hurt, which led to the inspection.",
    "Okafor said the council would meet again on Thursday to hear the fishermen and to decide on the order of the work.",
)
