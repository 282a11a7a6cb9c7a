"""The grammar of temporal expressions: which words in which order make one, and who reads it."""

import functools
import re

from sayso.extract import time_dates, time_holidays, time_quarters, time_relative, time_spans, time_weekdays
from sayso.extract.time_context import Meaning, Setting
from sayso.extract.time_grammar import Found, Grammar, Rule, spell

PARTS = {
    "figure": "DAY|NUM|YEAR",
    "count": "A? (?:{figure}|WORDNUM) (?:DASH? WORDNUM){0,5} FRACTION? (?:AND A? (?:HALF|FRACTION))?|FRACTION",
    "range": "{count} (?:(?:TO|OR|DASH) {count})?",
    "unit": "UNIT|UNITS|QUARTER|QUARTERS",
    "about": "(?:APPROXIMATELY|OVER|MORE THAN|LESS THAN|NO MORE THAN|NO LESS THAN|AT LEAST|UP TO|WITHIN)",
    "vague": "VAGUE|A VAGUE|A COUPLE OF?|COUPLE OF?",
    "shift": "LAST|PAST|PREVIOUS|THIS|CURRENT|NEXT|COMING|FOLLOWING",
    "edge": "(?:EARLY|LATE|MID|EARLIER|LATER|SOMETIME) DASH?|THE? (?:BEGINNING|END|MID|EARLY|LATE) OF",
    "time": "(?:CLOCK AMPM?|(?:DAY|WORDNUM) (?:AMPM|OCLOCK)|MID? DASH? CLOCKWORD) (?:LOCAL{0,3} ZONE|LOCAL{1,3} TIME?)?",
    "day": "DAY|WORDNUM DASH? ORDINAL|THE? ORDINAL",
    "elsewhere": "(?:OPEN (?:{figure}|CLOCK) ZONE CLOSE)?",
    "relyear": "COMMA? (?:(?:OF|IN)? (?:LAST|THIS|NEXT|CURRENT|PREVIOUS) UNIT)",
    "part": "(?:DAYPART|AT {time}|COMMA? {time})",
    "sized": "QUARTER|HALF|PERIOD",
}


def skip(found: Found, setting: Setting) -> Meaning | None:
    """Take an expression that is of no time, so that no part of it is read as one: `6-year-old`."""
    return Meaning(type="date", timex="")


RULES = (
    ("iso", "ISO", time_dates.iso),
    ("slashed", "SLASHED", time_dates.slashed),
    (
        "full_day",
        "(?:{time} (?:ON|COMMA)?)? (?:WEEKDAY COMMA?)? MONTH (?:{day}) COMMA? (?:YEAR|SHORTYEAR) (?:AT {time})?",
        time_dates.full_day,
    ),
    (
        "full_day",
        "(?:{time} (?:ON|COMMA)?)? (?:WEEKDAY COMMA?)? (?:{day}) OF? MONTH COMMA? YEAR (?:AT {time})?",
        time_dates.full_day,
    ),
    (
        "weekday_date",
        "THIS? COMING? (?:{time} (?:ON|COMMA)?)? WEEKDAY COMMA? (?:MONTH (?:{day})|THE? (?:{day}) OF? MONTH)",
        time_weekdays.stated_weekday,
    ),
    (
        "month_day",
        "(?:{edge}|LAST|THIS|NEXT)? (?:{time} (?:ON|COMMA)?)? (?:MONTH (?:{day})|(?:{day}) OF? MONTH) {relyear}? (?:AT {time})?",
        time_dates.month_day,
    ),
    ("week_of_day", "THE? UNIT OF MONTH (?:{day})", time_weekdays.week_of_day),
    ("month_year", "(?:{edge})? MONTH (?:COMMA? (?:OF|IN)? YEAR|SHORTYEAR|{relyear})", time_dates.month_year),
    ("month", "(?:{edge})? (?:LAST|THIS|NEXT|PAST|COMING)? MONTH", time_dates.month),
    ("year", "(?:{edge})? (?:THE? FISCAL UNIT?)? YEAR", time_dates.year),
    ("years", "YEAR DASH (?:DAY|NUM)", time_dates.years),
    ("year", "THE? UNIT YEAR", time_dates.year),
    ("year", "(?:{edge}) THE? (?:FISCAL UNIT?|UNIT)? YEAR", time_dates.year),
    ("spelled_year", "THE? UNIT WORDNUM WORDNUM (?:AND? WORDNUM)?", time_dates.spelled_year),
    ("decade", "THE? (?:{edge})? THE? (?:DECADE|TWENTIES)", time_dates.decade),
    ("century", "THE? (?:{edge})? THE? (?:WORDNUM DASH)? ORDINAL DASH? UNIT", time_dates.century),
    ("season", "(?:{edge})? THE? (?:{shift}){0,3} SEASON (?:OF? YEAR|{relyear})?", time_dates.season),
    ("weekday", "(?:{edge})? THE? (?:{shift}){0,3} (?:EARLY|LATE)? WEEKDAY {part}?", time_weekdays.weekday),
    ("weekday", "{time} {elsewhere} (?:ON|COMMA)? WEEKDAY", time_weekdays.weekday),
    ("weekday", "(?:{edge})? WEEKDAY {part}? (?:OF)? (?:LAST|THIS|NEXT) UNIT", time_weekdays.weekday),
    ("weekday", "DAYPART WEEKDAY", time_weekdays.weekday),
    ("today", "(?:{edge})? TODAY {part}?", time_relative.today),
    ("today", "(?:{edge})? DAYPART TODAY", time_relative.today),
    ("today", "{time} TODAY", time_relative.today),
    ("today", "(?:{edge})? TONIGHT", time_relative.today),
    (
        "clock",
        "(?:APPROXIMATELY)? {time} (?:THIS DAYPART|IN THE DAYPART)?|(?:DAY|WORDNUM|CLOCK) IN THE DAYPART|MID DASH? DAYPART",
        time_relative.clock,
    ),
    ("clock", "(?:{edge})? (?:LAST|THIS) DAYPART", time_relative.clock),
    ("unit", "(?:{edge})? THE? (?:LAST|PAST|THIS|CURRENT|NEXT|COMING) FISCAL? (?:UNIT|QUARTER)", time_relative.unit_at),
    ("referred", "(?:{edge})? (?:THE (?:SAME|FOLLOWING|NEXT|PREVIOUS)|THAT SAME?) UNIT DAYPART?", time_relative.referred),
    ("referred", "THE (?:NEXT|FOLLOWING) DAYPART", time_relative.next_part),
    ("ago", "{about}{0,3} (?:{range}|{vague}|A)? MORE? ADDITIONAL? {unit} (?:OR SO)? AGO", time_relative.ago),
    ("ago", "{about}{0,3} (?:{range}|A) {unit} (?:OR SO)? (?:FROM NOW|HENCE)", time_relative.ago),
    ("later", "{about}{0,3} (?:{range}|{vague}|A) {unit} (?:LATER|EARLIER)", time_relative.later),
    ("later", "THE UNIT (?:BEFORE|EARLIER)", time_relative.the_one_before),
    ("today", "THE UNIT (?:BEFORE|AFTER) TODAY", time_relative.beside_today),
    ("weekend", "(?:{edge})? (?:THE|{shift}){1,3} WEEKEND", time_relative.weekend),
    (
        "quarter",
        "(?:{edge})? THE? FISCAL? DASH? ORDINAL DASH? QUARTER (?:(?:OF|IN)? FISCAL? YEAR|{relyear})?",
        time_quarters.quarter,
    ),
    ("quarter", "(?:{edge})? THE? (?:ORDINAL|LAST) HALF (?:(?:OF|IN)? FISCAL? YEAR|{relyear})", time_quarters.quarter),
    ("quarter", "THE? YEAR FISCAL? ORDINAL (?:QUARTER|HALF)", time_quarters.quarter),
    ("quarter", "(?:LAST|THIS|NEXT) UNIT POSSESSIVE FISCAL? ORDINAL (?:QUARTER|HALF)", time_quarters.quarter),
    ("quarter", "THE? UNIT DASH (?:AGO|EARLIER) FISCAL? ORDINAL QUARTER", time_quarters.quarter),
    ("quarter", "QUARTERNAME (?:OF? YEAR)?", time_quarters.quarter),
    ("same_quarter", "(?:THE|WHOSE|THAT) (?:LATEST|CURRENT)? (?:QUARTER|LATEST PERIOD)", time_quarters.same_quarter),
    ("same_quarter", "THE YEAR (?:QUARTER|PERIOD)", time_quarters.same_quarter),
    ("same_quarter", "LAST UNIT POSSESSIVE QUARTER", time_quarters.same_quarter),
    ("same_quarter", "(?:THE|A)? COMPARABLE? UNIT DASH (?:AGO|EARLIER) (?:QUARTER|PERIOD)?", time_quarters.same_quarter),
    (
        "same_quarter",
        "THE (?:COMPARABLE|SAME) (?:QUARTER|PERIOD) (?:{relyear}|A UNIT (?:AGO|EARLIER))?",
        time_quarters.same_quarter,
    ),
    ("same_quarter", "THE QUARTER A UNIT (?:AGO|EARLIER)", time_quarters.same_quarter),
    ("the_year", "(?:(?:{edge}) THE?|(?:EARLIER|LATER) IN THE|THE) (?:LATEST|ADDITIONAL)? FISCAL? UNIT", time_relative.the_year),
    ("year_end", "APPROXIMATELY? UNIT (?:DASH|POSSESSIVE)? END", time_relative.year_end),
    (
        "holiday",
        "(?:THE? {shift})? (?:HOLIDAY (?:EVE|UNIT)?|HOLIDAYNAME UNIT? POSSESSIVE? (?:EVE|UNIT)) YEAR?",
        time_holidays.holiday,
    ),
    ("duration", "{about}{0,3} (?:{range}) (?:MORE|ADDITIONAL)? {unit} (?:OR SO)?", time_spans.duration),
    (
        "duration",
        "(?:WORDNUM DASH)? (?:{figure}|WORDNUM|VAGUE) DASH (?:TO DASH? (?:{figure}|WORDNUM) DASH)? {unit}",
        time_spans.duration,
    ),
    ("duration", "{about}{0,3} A (?:ADDITIONAL|MORE)? UNIT (?:AND A HALF)?", time_spans.duration),
    (
        "duration",
        "(?:AT LEAST)? THE? (?:{shift}|ORDINAL|LATEST)? (?:{range}|{vague}) {unit} (?:OR SO)?",
        time_spans.duration,
    ),
    ("duration", "THE? (?:RECENT|COMING|VAGUE|PAST) (?:UNITS|QUARTERS) (?:(?:AND|OR) UNITS)?", time_spans.duration),
    ("duration", "THE? UNITS (?:OR UNITS|AHEAD)?", time_spans.duration),
    ("rate", "(?:{range}) UNITS A UNIT", skip),
    ("age", "{about}{0,3} (?:{range}|A|VAGUE)? DASH? {unit} DASH? OLD", skip),
    ("repeated", "EVERY (?:{range}|{vague})? (?:UNIT|UNITS|QUARTER|WEEKDAY DAYPART?|MONTH|SEASON|DAYPART)", time_spans.repeated),
    ("repeated", "ANNUAL|WEEKDAYS|WEEKDAY DAYPARTS|SEASONS", time_spans.repeated),
    (
        "reference",
        "NOW|CURRENT|REFERENCE|RECENT|THE PAST|THE? (?:TERMSIZE DASH?)? FUTURENOUN|THE? TERMSIZE PERIOD",
        time_spans.reference,
    ),
    ("reference", "THESE UNITS|AS REFERENCE AS POSSIBLE", time_spans.reference),
)


@functools.cache
def grammar() -> Grammar[Setting, Meaning]:
    """Return the compiled grammar, rules in order of preference among matches of one length."""
    return Grammar([Rule(name, _compiled(pattern), read) for name, pattern, read in RULES])


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(spell(pattern, PARTS))
