"""The lists of the golden workbooks that try how sheets are laid out. The people in them are invented."""

from tests.goldens.lists import Sheets

BESIDE: Sheets = {
    "Kinds": [
        ["Media of the region"],
        [],
        ["Name", "Position", "E-mail", None, "Organisation", "City", "Country"],
        ["Aigerim Toktorova", "Editor", "aigerim@example.kg", None, "Radio Sary-Ozon", "Osh", "Kyrgyzstan"],
        ["Bolot Kasymov", "Reporter", "bolot@example.kg", None, "Gazeta Tuura", "Naryn", "Kyrgyzstan"],
        ["Chynara Isakova", "Reporter", "chynara@example.kg"],
        ["Dilfuza Rahimova", "Producer", "dilfuza@example.tj"],
    ],
    "Twice": [
        ["№", "Name", "Phone", None, None, "№", "Name", "Phone"],
        [1, "Ermek Sadykov", "+996 312 000251", None, None, 3, "Gulmira Osmonova", "+996 312 000253"],
        [2, "Farida Yusupova", "+996 312 000252"],
    ],
    "Lower": [
        ["Name", "E-mail"],
        ["Hamid Nazarov", "hamid@example.tj"],
        ["Indira Bekova", "indira@example.kg", None, "Facility", "City"],
        ["Jyldyz Asanova", "jyldyz@example.kg", None, "Clean zone Alga", "Alga"],
    ],
    "Spacer": [
        ["Name", "Position", None, "Organisation", "Phone", None, "Remarks"],
        ["Kamila Yusupova", "Nurse", None, "Clinic No. 11", "+996 312 000261", None, "speaks English"],
        ["Lola Rahimova", "Doctor", None, "Clinic No. 12", "+996 312 000262"],
        ["Murat Sadykov", "Doctor", None, None, "+996 312 000263"],
    ],
    "Two languages": [
        ["ФИО", "Должность", None, "Name", "Position"],
        ["Осмонов Нурлан", "врач", None, "Nurlan Osmonov", "doctor"],
        ["Касымова Ольга", "сестра", None, "Olga Kasymova", "nurse"],
    ],
}  # fmt: skip

HALVES: Sheets = {
    "Numbered": [
        ["№", "Name", "Position", "E-mail"],
        [1, "Toktogulova", "Head of the", "pari@example.tj"],
        [None, "Pari Rustamovna", "Department", None],
        [2, "Rahat Uulu", "Doctor", "rahat@example.kg"],
        [3, "Sabina Alieva", "Nurse", "sabina@example.kg"],
    ],
    "Patronymic": [
        ["ФИО", "Должность", "Эл. почта"],
        ["Сыдыкова Айзада", "врач", "aizada.s@example.kg"],
        ["Маратовна", None, None],
        ["Токтогулов Улан Бекович", "врач", "ulan.t@example.kg"],
    ],
    "Unsure": [
        ["Name", "Position", "E-mail"],
        ["Tahmina", "Nurse", "tahmina@example.tj"],
        ["Umed", None, None],
        ["Venera Sharipova", "Doctor", "venera@example.kg"],
    ],
}

BLOCKS: Sheets = {
    "Countries": [
        ["Country", "Organisation", "Name", "Phone"],
        ["Kyrgyzstan", "Clinic No. 21", "Yrys Bakirova", "0312 000271"],
        [None, None, "Zamir Osmonov", "0312 000272"],
        [None, "Clinic No. 22", "Ainura Kasymova", "0312 000273"],
        [None, None, "Nurgul Alieva", None],
        ["Kazakhstan", None, "Berik Sadykov", "8 701 000 02 74"],
        [None, "Clinic No. 23", "Chinara Bekova", "8 701 000 02 75"],
        [None, None, "Dana Isakova", None],
    ],
    "Not blocks": [
        ["Name", "Country", "Phone"],
        ["Eldar Rahimov", "Kyrgyzstan", "+996 312 000281"],
        ["Feruza Nazarova", None, "+992 37 2000282"],
        ["Gani Asanov", "Kazakhstan", "+7 701 000 02 83"],
        ["Hilola Yusupova", None, "+992 37 2000284"],
    ],
    "Bare": [
        ["Participants"],
        [1, "Ilgiz Bekov", "ilgiz@example.kg", "+996 312 000291", "Osh"],
        [2, "Jazgul Osmonova", None, "+996 312 000292", "Naryn"],
        [3, "Kubanych Asanov", "kubanych@example.kg", "+996 312 000293", "Talas"],
    ],
    "Bare texts": [
        ["Lunara Bekova", "Clinic"],
        ["Maksat Osmonov", "Radio"],
    ],
}
