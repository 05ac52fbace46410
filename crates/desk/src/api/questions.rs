//! What may be asked of a desk: the one list from which every transport is made.

/// The questions: the file that answers, name, parameters, answer. Everything that must know them
/// all is made from here.
macro_rules! for_each_question {
    ($with:ident) => {
        $with! {
            /// A page of calls, the newest first.
            calls::calls(CallsParams) -> CallsPage;
            /// One call in full.
            call::call(CallParams) -> CallDetails;
            /// Marks a missed caller as dealt with, or as open again.
            call::mark_done(MarkDoneParams) -> ();
            /// Says that somebody is about to call a missed caller back, or is not after all.
            call::mark_calling(MarkCallingParams) -> ();
            /// Writes a note to a call.
            call::set_note(SetNoteParams) -> ();
            /// The missed callers who are still open.
            missed::missed(MissedParams) -> MissedPage;
            /// Says that a missed caller can wait, or no longer.
            missed::snooze(SnoozeParams) -> ();
            /// The missed callers who were settled of late, the last first.
            missed::handled(HandledParams) -> Vec<HandledRow>;
            /// The messages for colleagues that wait to be passed on.
            messages::messages(Nothing) -> MessagesPage;
            /// Leaves a message for a colleague with a call.
            messages::leave_message(LeaveMessageParams) -> ();
            /// Says that a message was passed on, or waits after all.
            messages::pass_on_message(PassOnMessageParams) -> ();
            /// Who has this number, before they are forgotten.
            person::person(PersonParams) -> Person;
            /// Forgets everything about one person.
            person::forget(ForgetParams) -> ();
            /// Contacts, in the order of their names.
            contacts::contacts(ContactsParams) -> ContactsPage;
            /// One contact, and the calls with it.
            contacts::contact(ContactParams) -> ContactDetails;
            /// Whose a number is.
            contacts::contacts_with(ContactsWithParams) -> Vec<ContactRow>;
            /// Keeps a contact, a new one or another telling of one.
            contacts::save_contact(SaveContactParams) -> SavedContact;
            /// Marks a contact as important or unwanted, or no longer.
            contacts::flag_contact(FlagContactParams) -> ();
            /// Removes a contact.
            contacts::remove_contact(ContactParams) -> ();
            /// Makes one contact of two.
            contacts::merge_contacts(MergeContactsParams) -> ();
            /// Takes a part of a file that is to be imported.
            contact_import::add_to_import(AddToImportParams) -> ();
            /// What the import of that file would do.
            contact_import::preview_import(PreviewImportParams) -> ImportPreview;
            /// Begins to import it.
            contact_import::import_contacts(Nothing) -> Importing;
            /// How far that is.
            contact_import::importing(Nothing) -> Importing;
            /// Ends the import where it is.
            contact_import::cancel_import(Nothing) -> ();
            /// Takes back what the last import brought.
            contact_import::undo_import(Nothing) -> ();
            /// All contacts as a file.
            contact_export::export_contacts(ExportContactsParams) -> ContactFile;
            /// The address book that is read, and how its sync fares.
            address_book::address_book(Nothing) -> AddressBookView;
            /// Which address books somebody has on a server.
            address_book::find_address_books(FindAddressBooksParams) -> AddressBooksFound;
            /// Reads an address book from now on.
            address_book::use_address_book(UseAddressBookParams) -> AddressBookView;
            /// Begins a sync.
            address_book::sync_address_book(Nothing) -> AddressBookView;
            /// Reads no address book any more.
            address_book::give_up_address_book(GiveUpAddressBookParams) -> AddressBookView;
            /// What the call card shows; `null` before the first call.
            card::card(Nothing) -> Option<Card>;
            /// Takes a call off the card.
            card::close_on_card(CloseOnCardParams) -> ();
            /// Takes the line of the missed off the card: they have been seen.
            card::close_missed_on_card(CloseMissedOnCardParams) -> ();
            /// Says on which call's note somebody writes; what they write is kept by `set_note`.
            card::write_on_card(WriteOnCardParams) -> ();
            /// How high the card's page is with what it shows.
            card::card_height(CardHeightParams) -> ();
            /// The screens of this computer.
            card::screens(Nothing) -> Vec<ScreenRow>;
            /// The PBXs that Kimo speaks to, each as it says of itself.
            pbxs::pbxs(PbxsParams) -> Vec<PbxRow>;
            /// The hooks, and how each fares.
            hooks::hooks(Nothing) -> Vec<HookRow>;
            /// Makes a hook.
            hook_changes::add_hook(AddHookParams) -> HookRow;
            /// Changes a hook.
            hook_changes::update_hook(UpdateHookParams) -> HookRow;
            /// Gives a hook a new address.
            hook_changes::rotate_token(RotateTokenParams) -> HookRow;
            /// Makes an end of the address from before the last rotation.
            hook_changes::revoke_token(RevokeTokenParams) -> HookRow;
            /// Limits a hook to where its deliveries come from.
            hook_changes::limit_sources(LimitSourcesParams) -> HookRow;
            /// Removes a hook; its calls stay.
            hook_changes::remove_hook(RemoveHookParams) -> ();
            /// Sends a test call to a hook; answered once its first delivery was.
            hook_changes::send_test_call(SendTestCallParams) -> ();
            /// Up to when the history is complete, and when the desk could not hear.
            records::completeness(Nothing) -> Completeness;
            /// Gives a hook the key of its PBX's interface, if that works.
            keys::use_key(UseKeyParams) -> KeyChecked;
            /// Forgets it.
            keys::forget_key(KeyOfParams) -> ();
            /// Gives a hook the key of its PBX's recordings, where they need one of their own.
            keys::use_recordings_key(UseKeyParams) -> KeyKept;
            /// Forgets it.
            keys::forget_recordings_key(KeyOfParams) -> ();
            /// Enters the address of a hook at its PBX, by the PBX's own interface.
            registering::enter_address(EnterAddressParams) -> AddressEntered;
            /// Puts back what stood there before.
            registering::put_address_back(KeyOfParams) -> AddressEntered;
            /// Begins to read who is who at a hook's PBX.
            records::read_names(KeyOfParams) -> ();
            /// Begins to read the PBXs' records.
            records::fetch_records(Nothing) -> ();
            /// Has the PBX ring one's own extension and then call a number.
            dial::dial(DialParams) -> Dialled;
            /// How a number can be called: by the PBX, by a program on this computer.
            dial::ways_to_call(DialParams) -> WaysToCall;
            /// Finds the recordings of a call, and opens one where there is a desktop.
            recordings::open_recording(OpenRecordingParams) -> RecordingFound;
            /// Who of ours is on the phone.
            colleagues::colleagues(Nothing) -> Colleagues;
            /// Every story of every PBX.
            stories::stories(Nothing) -> Vec<StoryRow>;
            /// Posts one delivery of a story to a hook.
            stories::send_step(SendStepParams) -> StepSent;
            /// Tells a stand-in of a PBX's interface of a story's record, and begins to read it.
            stories::send_record(SendRecordParams) -> StepSent;
            /// The settings.
            settings::settings(Nothing) -> Settings;
            /// What our own lines, extensions and queues are called.
            settings::own_names(Nothing) -> Vec<OwnName>;
            /// Changes some of the settings.
            settings::change_settings(SettingsPatch) -> Settings;
            /// Has nobody disturbed, for a time or until it is asked otherwise.
            settings::do_not_disturb(DoNotDisturbParams) -> Settings;
            /// Makes a sound, to be tried.
            sounds::try_sound(TrySoundParams) -> PlayedSound;
            /// Opens what would be opened for a call, with the values of an invented one.
            screen_pop::try_screen_pop(TryScreenPopParams) -> TriedPop;
            /// How the desk is.
            status::status(Nothing) -> DeskStatus;
            /// Somebody has seen what has befallen the history and Kimo itself; it is told no more.
            incidents::incidents_seen(Nothing) -> ();
            /// A report of a problem, with nothing of people in it, to be shown and then saved.
            report::report(Nothing) -> ProblemReport;
            /// What is known of newer versions of Kimo.
            updates::updates(Nothing) -> UpdateNews;
            /// Begins to look for one.
            updates::look_for_update(Nothing) -> ();
            /// Begins to fetch it, and to put it in place once nobody is on the phone.
            updates::take_update(Nothing) -> ();
            /// Has it not put in place after all, as long as it is being fetched or waits.
            updates::leave_update(Nothing) -> ();
            /// Calls a number by the system's own handler.
            at_desktop::call_back(CallBackParams) -> ();
            /// Whether the system has a program that writes e-mails.
            at_desktop::can_mail(Nothing) -> bool;
            /// Begins an e-mail in that program.
            at_desktop::mail(MailParams) -> ();
            /// Puts a text on the clipboard.
            at_desktop::copy(CopyParams) -> ();
            /// Whether Kimo starts by itself when somebody logs in.
            at_desktop::starts_with_session(Nothing) -> bool;
            /// Has Kimo start by itself when somebody logs in, or no longer.
            at_desktop::start_with_session(StartWithSessionParams) -> ();
            /// Shows a view in whatever window there is; a second start asks for it.
            at_desktop::show(ShowParams) -> ();
            /// Somebody looks at this view in the window: what a popup tells of it has been seen.
            at_desktop::looks_at(ShowParams) -> ();
            /// Whether the PBX reaches the desk.
            tunnel::reached(Nothing) -> TunnelStatus;
            /// The public key that an SSH server shall let in, one line; made when first needed.
            tunnel::ssh_key(Nothing) -> String;
            /// How the PBX reaches the desk, and what can be set of it.
            tunnel::tunnel(Nothing) -> TunnelView;
            /// Uses another tunnel from now on.
            tunnel::use_tunnel(UseTunnelParams) -> TunnelView;
            /// Proves now that the desk is reached.
            tunnel::check_tunnel(Nothing) -> ();
            /// Accepts whatever host keys the SSH servers show next.
            tunnel::forget_host_key(Nothing) -> ();
            /// The user has entered the changed address at the PBX.
            tunnel::address_entered(Nothing) -> ();
            /// Begins to make events and calls afresh from the deliveries.
            rebuild::rebuild(Nothing) -> Rebuilding;
            /// How far that is.
            rebuild::rebuilding(Nothing) -> Rebuilding;
            /// Begins to write everything into one file, to move to another computer.
            exporting::export(ExportParams) -> Exporting;
            /// How far that is.
            exporting::exporting(Nothing) -> Exporting;
            /// Ends it where it is; nothing of the file stays.
            exporting::cancel_export(Nothing) -> ();
            /// Takes a part of the file that another computer wrote.
            arriving::add_to_arrival(AddToArrivalParams) -> ();
            /// What that file says of itself.
            arriving::look_at_arrival(Nothing) -> ArrivalFile;
            /// Begins to make it ready, for Kimo to go on with at its next start.
            arriving::arrive(ArriveParams) -> Arriving;
            /// How far that is.
            arriving::arriving(Nothing) -> Arriving;
        }
    };
}
pub(crate) use for_each_question;
