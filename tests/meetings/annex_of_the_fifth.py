"""Annex I of the report of the 5th meeting, as printed, both columns side by side."""

ARGENTINA = "Ministry of Production and Labour (Argentina)"
AUSTRALIA = "Department for Foreign Affairs and Trade (Australia)"
GLOBAL_MARCH = "Global March against Child Labour"
DFID = "UK Department for International Development"
UNU = "Delta 8.7/UNU CPR"
BWI = "Building and Wood Workers International"

IN_PERSON = [
    ("Anousheh Karvar", "Chair"),
    ("Beate Andrees", "ILO"),
    ("Thomas Wissing", "ILO"),
    ("Francesco d’Ovidio", "ILO"),
    ("Laura Spagnolo", ARGENTINA),
    ("Emma Goodwin", AUSTRALIA),
    ("Carla Ienco", "Permanent Mission of Australia to the UN"),
    ("Norma Flores Lopez", GLOBAL_MARCH),
    ("Gina Reiss", "Free the Slaves"),
    ("Julia Grifferty", "Free the Slaves"),
    ("Kevin Willcutts", "US Department of Labor"),
    ("Carla Bury", "US Department of State"),
    ("Dania AlRashed AlHumaid", "UN Women"),
    ("Michael Stewart-Evans", "UN Women"),
    ("Patrick Rochford", "Permanent Mission of Ireland to the UN"),
    ("Roxane Milot", "Global Affairs Canada"),
    ("Laura Rundlet", "US Department of State"),
    ("Marcia Eugenio", "US Department of Labor"),
    ("Ursula Antwi-Boasiako", DFID),
    ("Jakesh Mahey", DFID),
    ("Emily Cholette", UNU),
    ("James Cockayne", UNU),
    ("Graciela Guzman", ARGENTINA),
    ("Patrick Lawless", AUSTRALIA),
    ("Noela Barasa", "UNICEF"),
    ("Brent Wilton", "The Coca Cola Company"),
    ("Timothy Ryan", GLOBAL_MARCH),
    ("Deepika Mittal", GLOBAL_MARCH),
    ("Terry Fitzgerald", "Free the Slaves"),
    ("Hannah Stallard", "UNODC"),
    ("Youla Haddadin", "OHCHR"),
    ("Silvana Cappuccio", "CGIL"),
    ("Diego Lopez Gonzalez", "ITUC"),
]
REMOTE = [
    ("Jin Sook Lee", BWI),
    ("Katherine Torres", "ILO"),
    ("Mathieu Luciano", "IOM"),
    ("Ariane Genthon", "FAO"),
    ("Andria Kenney", "IOM"),
    ("Ambet Yuson", BWI),
    ("Juan Pablo Schaeffer", "Ministry of External Relations (Chile)"),
    ("Julia Rutz", "OSCE"),
    ("Zahra Fatbi", "IOM"),
    ("Sara Luna", "Permanent Mission of Mexico to the UN"),
]
