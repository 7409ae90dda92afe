"""What is asked about a sheet's columns: all that tick off the help at once, and whether the help goes on."""

from sct_dash.records.store import open_store

HEADER = b"Mentor,Mentee,SCT action,Began"
TICKS = (
    HEADER + b",Site visit? Y/N,Shared their ordinance? Y/N\n"
    b"Avon,Canton,3.12,2024-05-01,Y,N\nBolton,Kent,3.2,2024-05-01,N,Y\nDarien,Essex,3.3,2024-05-01,Y,N\n"
)
GOES_ON = (
    HEADER + b',Type of help,"Still\ngoing?\n(Y/N)"\n'
    b"Avon,Canton,3.12,2024-05-01,staff time,Y\nBolton,Kent,3.2,2024-05-02,staff time,N\n"
    b"Darien,Essex,3.3,2024-05-03,staff time,N\n"
)
NOT_KNOWN = "Not known: as if on the day it began"


def said(app):
    return [text.value.replace("\\", "") for text in [*app.markdown, *app.caption]]


def labels(app):
    return [button.label.replace("\\", "") for button in app.button]


def press(app, label):
    next(button for button in app.button if button.label.replace("\\", "") == label).click().run()
    assert not app.exception


def test_columns_that_may_tick_off_the_help_are_one_question_of_one_click(bring):
    app = bring(TICKS)
    asked = (
        "**Do these two columns say how they helped?** *Site visit? Y/N: Y, N* · *Shared their ordinance? Y/N: N, Y*"
    )
    assert asked in said(app)
    assert not any(text.startswith("#### Which column") for text in said(app))
    press(app, "Yes, both")
    assert asked not in said(app)
    assert any("site visit" in text for text in said(app))


def test_no_leaves_them_all_out_and_asks_which_column_it_is(bring):
    app = bring(TICKS)
    press(app, "No")
    assert "#### Which column says how they helped?" in said(app)
    assert not any("Do these" in text for text in said(app))


def test_row_of_which_no_help_is_ticked_says_so_and_names_no_columns(bring):
    content = TICKS.replace(b"Site visit? Y/N", b"Presentation? Y/N").replace(b"Shared their ordinance?", b"Webinar?")
    app = bring(content.replace(b"Darien,Essex,3.3,2024-05-01,Y", b"Darien,Essex,3.3,2024-05-01,N"))
    assert "**Row 4, support:** No help is ticked." in said(app)


def test_help_that_does_not_go_on_asks_once_when_it_ended_and_an_unknown_day_promises_nothing(bring):
    app = bring(GOES_ON)
    (asked,) = (text for text in said(app) if "when did the help end" in text)
    where = "**Still going? (Y/N), 2 rows (F3 and F4):**"
    assert asked == f"{where} 'N', but when did the help end? Points run out some years after it."
    assert "Empty: still active" not in labels(app)
    press(app, NOT_KNOWN)
    press(app, "Save the records")
    kept = open_store().records().set_index("mentor")["last_active"]
    assert kept.dt.strftime("%Y-%m-%d").fillna("").to_dict() == {
        "Avon": "", "Bolton": "2024-05-02", "Darien": "2024-05-03",
    }  # fmt: skip


def test_whether_the_help_goes_on_is_asked_in_words_of_the_subject(bring):
    app = bring(GOES_ON.replace(b'"Still\ngoing?\n(Y/N)"', b"Ongoing? Y/N"))
    assert "**What does this column say?**" in said(app)
    press(app, "Whether the help goes on")
    assert any("when did the help end" in text for text in said(app))


def test_column_of_the_start_is_asked_for_as_when_the_help_began(bring):
    app = bring(GOES_ON.replace(b"Began", b"Colour").replace(b"2024-05-0", b"red "))
    assert "#### Which column says when the help began?" in said(app)


def test_only_one_column_gives_the_day_of_the_end_beside_the_one_that_says_whether_it_goes_on(bring):
    content = GOES_ON.replace(b"Began", b"Began,Last contact,Other day")
    app = bring(content.replace(b",staff", b",2025-01-01,2025-02-01,staff"))

    def ends():
        boxes = [box.key for box in app.selectbox if box.key and box.key.endswith("-last_active")]
        return sorted(int(key.split("-")[1]) for key in boxes)

    assert ends() == [4, 7]
    next(box for box in app.selectbox if (box.key or "").startswith("column-5-")).set_value("last_active").run()
    assert ends() == [5, 7]


def test_rows_that_are_not_marked_as_going_on_are_one_question_of_two_answers(bring):
    app = bring(GOES_ON.replace(b",N", b",").replace(b",Y", b",x"))
    assert "**Still going? (Y/N), 2 rows (F3 and F4):** two rows are not marked as going on." in said(app)
    assert {"They ended, day not known", "They go on"} <= set(labels(app))
    press(app, "They go on")
    press(app, "Save the records")
    assert open_store().records()["last_active"].isna().all()
