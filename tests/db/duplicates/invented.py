"""Invented people of Central Asia, some of them there twice with what goes wrong in an address book.

Beside the twins stand those who are easily taken for one: namesakes, brothers and sisters, parents, couples,
and colleagues at one switchboard. The same seed makes the same people.
"""

import datetime as dt
import random
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from db.values import Reach


def _words(*lines: str) -> list[str]:
    return " ".join(lines).split()


STEMS = _words(
    "Асан Бакыт Жээнбек Токтогул Сыдык Иса Мамат Абдырахман Осмон Турсун Кадыр Эсен Жумабек Нурмамат",
    "Сапар Каримжан Рахим Юлдаш Хасан Шариф Холмат Назар Давлат Сафар Раджаб Мирзо Гафур Бобо Шодмон",
    "Курбан Аман Оразмырат Гурбан Байрам Серик Нурлан Ахмет Жаксылык Оспан Тлеу Кайрат Сулеймен",
    "Ибрагим Ермек Алим Собир Тохтамыш Эргаш Уткур Жура Хамид Исмаил Мухаммад Саид Латиф Рустам Темир",
    "Чолпонбай Кенжебай Ысак Качкын",
)
SLAVIC = _words(
    "Иванов Петров Смирнов Кузнецов Волков Соколов Лебедев Егоров Козлов Павлов Орлов Захаров",
)
RARE = _words(
    "бай бек али кул мырза жан дин улла хан тай гельды назар",
)
WOMEN = _words(
    "Асель Гүлнара Айгуль Нургуль Жылдыз Чолпон Үмүт Назира Бермет Динара Айжан Салтанат Мадина",
    "Зарина Ситора Фарзона Нигора Шахло Дилноза Гулноза Феруза Зухра Огулджан Майса Бахар Елена Ольга",
    "Наталья Ирина Татьяна Светлана Марина Анна Мария Юлия Екатерина Жанна Шолпан Меруерт Гаухар",
    "Мунаввар Парвина Манижа Тахмина",
)
MEN = _words(
    "Бакыт Азамат Нурбек Эркин Улан Талант Жаныбек Канат Серик Нурлан Ерлан Марат Даурен Фаррух",
    "Джамшед Рустам Шерали Фируз Тимур Улугбек Шавкат Бахтияр Отабек Мердан Довлет Батыр Сердар",
    "Александр Сергей Дмитрий Андрей Алексей Иван Михаил Владимир Игорь Жамшид Хуршед Чингиз Ильхом",
    "Юсуф Яков Шамиль Максат",
)
CITIES = {
    "KG": ("Бишкек", "Ош", "Нарын", "Талас", "Каракол", "Жалал-Абад"),
    "KZ": ("Алматы", "Астана", "Шымкент", "Тараз", "Актау", "Павлодар"),
    "TJ": ("Душанбе", "Худжанд", "Куляб", "Хорог", "Бохтар"),
    "UZ": ("Ташкент", "Самарканд", "Бухара", "Фергана", "Термез", "Нукус"),
    "TM": ("Ашхабад", "Мары", "Дашогуз", "Туркменабад"),
}
DIALLING = {"KG": "+99655", "KZ": "+77010", "TJ": "+99290", "UZ": "+99890", "TM": "+99365"}
STREETS = _words(
    "Ленина Абая Чуй Айни Рудаки Навои Токтогула Манаса Сатпаева Мира Гагарина Шота Сомони Мукими",
)
JOBS = (
    "журналист", "редактор", "Head of Unit", "Programme Manager", "нарколог", "директор", "пресс-секретарь",
    "Deputy Director", "эксперт", "социальный работник", "корреспондент", "Project Assistant",
)  # fmt: skip
LETTERS = {
    "ж": ("zh", "j", "dzh"), "х": ("kh", "h", "x"), "ц": ("ts",), "ч": ("ch", "tch"), "ш": ("sh",),
    "щ": ("shch",), "ю": ("yu", "iu"), "я": ("ya", "ia"), "й": ("y", "i"), "ы": ("y",),
    "ь": ("",), "ъ": ("",),
    "е": ("e", "ye"), "ү": ("u",), "ө": ("o",), "ң": ("ng",), "к": ("k", "k", "q"), "э": ("e",),
    "в": ("v", "w"), "г": ("g", "gh"),
    **dict(zip("абдзилмнопрстуф", [(letter,) for letter in "abdzilmnoprstuf"], strict=True)),
}  # fmt: skip

FAULTS = (
    "typo", "typo", "typo", "swap", "initial", "capitals", "birthday", "phone", "city", "garbled", "lone",
)  # fmt: skip

Values = dict[str, Any]


@dataclass(frozen=True)
class One:
    """A person as it is: what every record of it is made of. All names are Cyrillic."""

    family: str
    given: str
    patronymic: str
    woman: bool
    birthday: dt.date
    country: str
    city: str
    street: str
    mobile: str
    landline: str
    email: str
    partner: str
    job: str


@dataclass
class Crowd:
    """Records, each with the partner of its post ("" for none), and the places of those that are one."""

    records: list[tuple[Values, str]] = field(default_factory=list)
    twins: set[tuple[int, int]] = field(default_factory=set)


class Inventor:
    """Makes people."""

    def __init__(self, seed: int, partners: int = 200) -> None:
        self.random = random.Random(seed)
        self.partners = [f"Организация {number}" for number in range(partners)]
        self._made = 0

    def one(self) -> One:
        """Somebody new."""
        draw, self._made = self.random, self._made + 1
        woman, country = draw.random() < 0.5, draw.choice(list(CITIES))
        given = self._common(WOMEN if woman else MEN)
        partner = self._common(self.partners) if draw.random() < 0.7 else ""
        one = One(
            self._family(woman), given, self._father(woman), woman,
            dt.date(1950, 1, 1) + dt.timedelta(days=draw.randrange(19_000)),
            country, self._common(CITIES[country]), self._street(), self._mobile(country),
            self._landline(partner, country), "", partner, draw.choice(JOBS),
        )  # fmt: skip
        return replace(one, email=self._email(one))

    def crowd(self, count: int, twins: float = 0.1, near: float = 0.15) -> Crowd:
        """Records of `count` people, of whom the share `twins` is there again; `near` has others like it."""
        made = Crowd()
        for _ in range(count):
            one = self.one()
            place = self._add(made, self.recorded(one), one)
            chance = self.random.random()
            if chance < twins:
                again = self._later(one)
                twin = self._add(made, self.spoiled(self.recorded(again)), again)
                made.twins.add((place, twin))
            elif chance < twins + near:
                other = self.like(one)
                self._add(made, self.recorded(other), other)
        return made

    def like(self, one: One) -> One:
        """Somebody else who has much in common."""
        draw, other = self.random, self.one()
        kind = draw.choice(("namesake", "sibling", "child", "couple", "colleague"))
        if kind == "namesake":
            return replace(other, family=_gendered(one.family, other.woman), given=one.given, woman=one.woman,
                           patronymic=self._father(one.woman))  # fmt: skip
        if kind == "colleague":
            made = replace(
                other, partner=one.partner, city=one.city, country=one.country, landline=one.landline
            )
            return replace(made, email=self._email(made))
        made = replace(
            other, family=_gendered(one.family, other.woman), city=one.city, country=one.country,
            street=one.street,
            landline=one.landline if draw.random() < 0.4 else other.landline,
        )  # fmt: skip
        if kind == "sibling":
            return replace(made, patronymic=_fathered(one.patronymic, other.woman))
        return made

    def recorded(self, one: One) -> Values:
        """A record of somebody, as one of several typists would make it."""
        draw = self.random
        latin = draw.random() < 0.5
        written: Callable[[str], str] = self.latin if latin else str
        values: Values = {
            "family_name": written(one.family), "given_name": written(one.given), "country": one.country,
            "city": written(one.city),
        }  # fmt: skip
        reaches = {
            "phones": tuple(Reach(n, t, normal=n) for n, t, chance in
                            ((one.mobile, "mobile", 0.6), (one.landline, "work", 0.4)) 
                            if draw.random() < chance),
            "emails": (Reach(one.email, normal=one.email),) if draw.random() < 0.6 else (),
        }  # fmt: skip
        values |= {name: reach for name, reach in reaches.items() if reach}
        further = (
            ("patronymic", written(one.patronymic), 0.6), ("birthday", one.birthday, 0.4),
            ("street", written(one.street), 0.3), ("job_title", one.job, 0.6),
        )  # fmt: skip
        values |= {name: value for name, value, chance in further if draw.random() < chance}
        if draw.random() < 0.15:
            other: Callable[[str], str] = str if latin else self.latin
            values |= {"family_name_alt": other(one.family), "given_name_alt": other(one.given)}
        return values

    def spoiled(self, values: Values) -> Values:
        """A record with a fault or two."""
        draw = self.random
        for _ in range(draw.choice((0, 1, 1, 2))):
            fault = draw.choice(FAULTS)
            name = draw.choice(("family_name", "given_name", "patronymic"))
            if fault == "typo" and name in values:
                values[name] = self.typo(values[name])
            elif fault == "garbled" and name in values:
                values[name] = self.typo(self.typo(self.typo(values[name])))
            elif fault == "lone":
                values["given_name"] = values.pop("family_name")
                break
            elif fault == "swap":
                values["family_name"], values["given_name"] = values["given_name"], values["family_name"]
            elif fault == "initial" and len(values["given_name"]) > 3:
                values["given_name"] = f"{values['given_name'][0]}."
                values.pop("patronymic", None)
            elif fault == "capitals":
                values["family_name"] = values["family_name"].upper()
            elif fault == "birthday" and "birthday" in values:
                values["birthday"] += dt.timedelta(days=draw.choice((-1, 1, 10, -10)))
            elif fault == "phone" and "phones" in values:
                number = self.typo(values["phones"][0].normal, "0123456789")
                values["phones"] = (replace(values["phones"][0], value=number, normal=number),)
            elif fault == "city":
                values.pop("city", None)
        return values

    def latin(self, text: str) -> str:
        """A Cyrillic text in Latin letters, in one of the ways in which people write it."""
        written = []
        for letter in text:
            small = self.random.choice(LETTERS.get(letter.casefold(), (letter,)))
            written.append(small.capitalize() if letter.isupper() else small)
        return "".join(written)

    def typo(self, text: str, letters: str = "abdegiklmnorstuаеиклмнорст") -> str:
        """A text with a letter more, fewer, another, or two that changed places; never the first one."""
        draw = self.random
        place = draw.randrange(1, max(2, len(text)))
        alike = [each for each in letters if (each > "я" or each < "А") == text.isascii()] or list(letters)
        letter = draw.choice(alike)
        return draw.choice((
            text[:place] + letter + text[place:],
            text[:place] + text[place + 1 :],
            text[:place] + letter + text[place + 1 :],
            text[: place - 1] + text[place : place + 1] + text[place - 1] + text[place + 1 :],
        ))  # fmt: skip

    def _add(self, crowd: Crowd, values: Values, one: One) -> int:
        partner = one.partner if self.random.random() < 0.7 else ""
        crowd.records.append((values, partner))
        return len(crowd.records) - 1

    def _later(self, one: One) -> One:
        """Somebody some years on: moved, married, with another job or number."""
        draw = self.random
        if draw.random() < 0.2:
            one = replace(one, street=self._street(), city=draw.choice(CITIES[one.country]))
        if draw.random() < 0.2:
            one = replace(one, partner=self._common(self.partners), job=draw.choice(JOBS))
            one = replace(one, email=self._email(one))
        if draw.random() < 0.2:
            one = replace(one, mobile=self._mobile(one.country))
        if one.woman and draw.random() < 0.04:
            one = replace(one, family=self._family(True))
        return one

    def _common(self, choices: Any) -> Any:
        """One of several, of which the first are commoner."""
        return choices[int(len(choices) * self.random.random() ** 1.7)]

    def _family(self, woman: bool) -> str:
        draw = self.random
        if draw.random() < 0.15:
            return _gendered(draw.choice(SLAVIC), woman)
        stem = self._common(STEMS)
        if draw.random() < 0.6:
            stem += draw.choice(RARE) + (draw.choice(RARE) if draw.random() < 0.3 else "")
        return _gendered(stem + ("ев" if stem[-1] in "аеиоуйья" else "ов"), woman)

    def _father(self, woman: bool) -> str:
        return _fathered(f"{self._common([name for name in MEN if name[-1] not in 'йьй'])}ович", woman)

    def _street(self) -> str:
        return f"ул. {self.random.choice(STREETS)}, {self.random.randrange(1, 400)}"

    def _mobile(self, country: str) -> str:
        return f"{DIALLING[country]}{self.random.randrange(10**7):07d}"

    def _landline(self, partner: str, country: str) -> str:
        digits = sum(map(ord, partner)) * 37 % 10**6 if partner else self.random.randrange(10**6)
        return f"{DIALLING[country][:4]}312{digits:06d}"

    def _email(self, one: One) -> str:
        draw, last, first = self.random, self.latin(one.family).lower(), self.latin(one.given).lower()
        box = draw.choice(
            (f"{first}.{last}", f"{first[0]}.{last}", f"{last}{first[0]}", f"{first}{self._made}")
        )
        if one.partner and draw.random() < 0.6:
            return f"{box}@{'org' + one.partner.split()[-1]}.example.kg"
        tail = draw.choice(("", "", one.birthday.year, self._made))
        return f"{box}{tail}@{draw.choice(('gmail.com', 'mail.ru'))}"


def _gendered(family: str, woman: bool) -> str:
    return family.removesuffix("а") + ("а" if woman else "")


def _fathered(patronymic: str, woman: bool) -> str:
    stem = patronymic.removesuffix("ич").removesuffix("на").removesuffix("в")
    return stem + ("вна" if woman else "вич")
