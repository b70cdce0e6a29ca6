// What the plugin is given: the log, the notifications, the operations, the screen, the payment's own memory.
//
// As strict as the published rules: a handler that throws once is dead; only the operation service of an event may edit
// the order on screen; an old version of an order is refused.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Loyalkit.Iiko;
using Resto.Front.Api;
using Resto.Front.Api.Data.Cheques;
using Resto.Front.Api.Data.Common;
using Resto.Front.Api.Data.Orders;
using Resto.Front.Api.Data.Organization;
using Resto.Front.Api.Data.Payments;
using Resto.Front.Api.Data.Security;
using Resto.Front.Api.Data.View;
using Resto.Front.Api.Extensions;
using Resto.Front.Api.OperationContexts;
using Resto.Front.Api.UI;

namespace ScriptedFront
{
    internal sealed class Log : ILog
    {
        private readonly string file;

        public Log(string file) { this.file = file; }

        public void Info(string message) => Write("INFO " + message);
        public void Warn(string message) => Write("WARN " + message);
        public void Error(string message) => Write("ERROR " + message);

        private void Write(string line)
        {
            lock (file)
                File.AppendAllText(file, line + "\n");
        }
    }

    internal sealed class Undo : IDisposable
    {
        private readonly Action action;

        public Undo(Action action) { this.action = action; }

        public void Dispose() => action();
    }

    /// <summary>One notification, of any of the three forms that the API has.</summary>
    internal sealed class Source<T, TResult> : INotification<T>, INotification<T, TResult>, IObservable<T>
    {
        private readonly string name;
        private readonly List<string> dead;
        private readonly List<Func<T, TResult>> handlers = new List<Func<T, TResult>>();

        public Source(string name, List<string> dead)
        {
            this.name = name;
            this.dead = dead;
        }

        public IDisposable Subscribe(Func<T, TResult> handler)
        {
            handlers.Add(handler);
            return new Undo(() => handlers.Remove(handler));
        }

        public IDisposable Subscribe(Action<T> handler) => Subscribe(value => { handler(value); return default(TResult); });

        public IDisposable Subscribe(IObserver<T> observer) => Subscribe((Action<T>)observer.OnNext);

        public TResult Raise(T value)
        {
            var result = default(TResult);
            foreach (var handler in handlers.ToArray())
                try
                {
                    result = handler(value);
                }
                catch (Exception)
                {
                    handlers.Remove(handler);
                    dead.Add(name);
                }
            return result;
        }
    }

    internal sealed class Notifications : INotificationService
    {
        public readonly List<string> Dead = new List<string>();
        public readonly Source<EntityChangedEventArgs<IOrder>, bool> Changed;
        public readonly Source<(IOrder order, Guid newOrderId, IUser user), bool> Storned;
        public readonly Source<StornedPastOrderInfo, bool> PastStorned;
        public readonly Source<(string barcode, IOrder order, IOperationService os, IViewManager vm), bool> Scanned;
        public readonly Source<(CardInputDialogResult card, IOrder order, IOperationService os, IViewManager vm), bool> Slid;
        public readonly Source<(IOrder order, IUser user, IOperationService os, IViewManager vm), bool> Bill;
        public readonly Source<(IOrder order, IPointOfSale pos, IOperationService os, IViewManager vm, INavigatingToPaymentScreenOperationContext context), bool> Screen;
        public readonly Source<Guid, BillCheque> BillCheque;
        public readonly Source<Guid, CashCheque> CashCheque;

        public Notifications()
        {
            Changed = new Source<EntityChangedEventArgs<IOrder>, bool>("OrderChanged", Dead);
            Storned = new Source<(IOrder, Guid, IUser), bool>("OrderStorned", Dead);
            PastStorned = new Source<StornedPastOrderInfo, bool>("PastOrderStorned", Dead);
            Scanned = new Source<(string, IOrder, IOperationService, IViewManager), bool>("OrderEditBarcodeScanned", Dead);
            Slid = new Source<(CardInputDialogResult, IOrder, IOperationService, IViewManager), bool>("OrderEditCardSlided", Dead);
            Bill = new Source<(IOrder, IUser, IOperationService, IViewManager), bool>("BeforeOrderBill", Dead);
            Screen = new Source<(IOrder, IPointOfSale, IOperationService, IViewManager, INavigatingToPaymentScreenOperationContext), bool>("NavigatingToPaymentScreen", Dead);
            BillCheque = new Source<Guid, BillCheque>("BillChequePrinting", Dead);
            CashCheque = new Source<Guid, CashCheque>("CashChequePrinting", Dead);
        }

        public IObservable<EntityChangedEventArgs<IOrder>> OrderChanged => Changed;
        public INotification<(IOrder order, Guid newOrderId, IUser user)> OrderStorned => Storned;
        public IObservable<StornedPastOrderInfo> PastOrderStorned => PastStorned;
        public INotification<(string barcode, IOrder order, IOperationService os, IViewManager vm), bool> OrderEditBarcodeScanned => Scanned;
        public INotification<(CardInputDialogResult card, IOrder order, IOperationService os, IViewManager vm), bool> OrderEditCardSlided => Slid;
        public INotification<(IOrder order, IUser user, IOperationService os, IViewManager vm)> BeforeOrderBill => Bill;
        public INotification<(IOrder order, IPointOfSale pos, IOperationService os, IViewManager vm, INavigatingToPaymentScreenOperationContext context)> NavigatingToPaymentScreen => Screen;
        public INotification<Guid, BillCheque> BillChequePrinting => BillCheque;
        public INotification<Guid, CashCheque> CashChequePrinting => CashCheque;
    }

    internal sealed class Operations : IOperationService, IScriptedEdits
    {
        private readonly Till till;
        private readonly bool mayEdit;

        public Operations(Till till, bool mayEdit)
        {
            this.till = till;
            this.mayEdit = mayEdit;
        }

        public IDisposable RegisterPaymentSystem(IPaymentProcessor paymentProcessor, bool canProcessPaymentReturnWithoutOrder, FiscalPaymentTypeGroup fiscalPaymentTypeGroup)
        {
            till.Processor = paymentProcessor;
            return new Undo(() => till.Processor = null);
        }

        public IDisposable AddButtonToOrderEditScreen(string caption, Action<(IOrder order, IOperationService os, IViewManager vm)> callback, string iconGeometry)
        {
            till.Buttons[caption] = callback;
            return new Undo(() => till.Buttons.Remove(caption));
        }

        public IOrder GetOrderById(Guid id) => TryGetOrderById(id) ?? throw new ArgumentOutOfRangeException(nameof(id));

        public IOrder TryGetOrderById(Guid id) => till.Broken ? throw new InvalidOperationException("the host is busy") : till.Find(id)?.Copy();

        public IPaymentType TryGetPaymentTypeById(Guid id) => Dictionary.PaymentTypes.FirstOrDefault(type => type.Id == id);
        public IReadOnlyList<IDiscountType> GetDiscountTypes() => new[] { Dictionary.Discount };
        public ITerminal GetHostTerminal() => till.Broken ? throw new InvalidOperationException("the host is busy") : Dictionary.Here;
        public ITerminal TryGetTerminalById(Guid id) => new[] { Dictionary.Here, Dictionary.Elsewhere }.FirstOrDefault(one => one.Id == id);
        public IReadOnlyList<IPointOfSale> GetHostTerminalPointsOfSale() => new[] { Dictionary.Register };
        public ICredentials GetDefaultCredentials() => null;
        public ICredentials AuthenticateByPin(string pin) => null;
        public void AddErrorMessage(string message, string sender, TimeSpan? timeout) => till.Message("error", message);
        public void AddWarningMessage(string message, string sender, TimeSpan? timeout) => till.Message("warning", message);

        public void ChangeSum(IPaymentItem item, decimal sum, decimal? min, decimal? max, IOrder order) => Edit(order, mine =>
        {
            var payment = mine.All.Single(one => one.Id == item.Id);
            payment.Sum = sum;
            payment.MaxSum = max;
        });

        public void DeletePayment(IPaymentItem item, IOrder order, bool external) => Edit(order, mine =>
        {
            if (external != item.IsExternal)
                throw new InvalidOperationException("a payment of the other kind");
            mine.All.RemoveAll(one => one.Id == item.Id);
        });

        public void AddDiscount(IDiscountType type, decimal sum, IOrder order) => Edit(order, mine =>
        {
            if (mine.Status != OrderStatus.New)
                throw new InvalidOperationException("discounts are fixed at the bill");
            mine.LoyaltyDiscount = sum;
        });

        public void DeleteDiscount(IDiscountItem discount, IOrder order) => Edit(order, mine => mine.LoyaltyDiscount = null);

        private void Edit(IOrder old, Action<Order> edit)
        {
            if (!mayEdit)
                throw new InvalidOperationException("the order is in use: only the event's own operations may edit it");
            var order = till.Find(old.Id);
            if (((Order)old).Revision != order.Revision)
                throw new InvalidOperationException("the order was modified: read it again");
            edit(order);
            order.Revision++;
            till.Save();
        }
    }

    internal sealed class View : IViewManager
    {
        private readonly Till till;
        private readonly Fields command;

        public View(Till till, Fields command)
        {
            this.till = till;
            this.command = command;
        }

        public void ShowOkPopup(string title, string message, string okBtnText) => till.Message("ok", message);
        public void ShowErrorPopup(string message, string closeBtnText) => till.Message("error", message);

        public IInputDialogResult ShowExtendedInputDialog(string title, string hint, ExtendedInputDialogSettings settings, string okBtnText, string cancelBtnText)
        {
            till.Message("ask", hint);
            return command.Text("phone") == null ? null : new PhoneInputDialogResult { PhoneNumber = command.Text("phone") };
        }
    }

    internal sealed class Context : IPaymentDataContext
    {
        private readonly Payment payment;
        private readonly string customData;

        public Context(Payment payment, string customData)
        {
            this.payment = payment;
            this.customData = customData;
        }

        public string GetRollbackData() => payment?.RollbackData;
        public void SetRollbackData(string serializedData) => payment.RollbackData = serializedData;
        public string GetCustomData() => customData;
    }
}
